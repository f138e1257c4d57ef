using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Normalization;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A layer norm ready to run.</summary>
internal sealed unsafe class LayerNorm(LayerNormWeights weights, float epsilon)
{
    private readonly float[] _scale = weights.Scale;
    private readonly float[] _shift = weights.Shift;

    /// <summary>x = norm(x + y), row by row.</summary>
    /// <param name="x">The state, overwritten.</param>
    /// <param name="y">What is added; default for nothing.</param>
    /// <param name="integers">Receives the result in integers, unless its format is fp32.</param>
    /// <returns>The result in both forms.</returns>
    public LinearInput Forward(MatrixView x, MatrixView y, QuantizedRows integers)
    {
        ShapeCheck.Length(_scale.Length, x.Columns, nameof(x));
        if (y.Data is not null)
        {
            ShapeCheck.Same(x, y, nameof(y));
        }

        if (!integers.IsNone)
        {
            integers.Check(x.Columns, nameof(integers));
        }

        fixed (float* gamma = _scale, beta = _shift)
        {
            var work = new ResidualNormWork(x, y, gamma, beta, epsilon, integers);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, x.Rows);
        }

        return new LinearInput(x, integers);
    }
}
