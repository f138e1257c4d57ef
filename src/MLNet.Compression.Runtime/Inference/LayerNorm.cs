using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>y = (x - mean) / sqrt(variance + epsilon) x scale + shift, row by row, with the biased variance.</summary>
internal sealed class LayerNorm(LayerNormWeights weights, float epsilon)
{
    public void Forward(MatrixView x)
    {
        for (var i = 0; i < x.Rows; i++)
        {
            var row = x.RowSpan(i);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, row);
            var variance = TensorPrimitives.SumOfSquares<float>(row) / row.Length;
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(variance + epsilon), row);
            TensorPrimitives.MultiplyAdd<float>(row, weights.Scale, weights.Shift, row);
        }
    }
}
