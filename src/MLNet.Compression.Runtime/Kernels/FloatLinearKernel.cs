using System.Numerics.Tensors;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>A linear layer in fp32.</summary>
internal sealed class FloatLinearKernel(float[] weights, int outputs, int inputs) : LinearKernel(outputs, inputs)
{
    public override InputFormat InputFormat => InputFormat.Float;

    public override void Multiply(LinearInput x, ReadOnlySpan<float> bias, MatrixView y, int first, int count)
    {
        for (var token = 0; token < x.Tokens; token++)
        {
            var input = x.Values.RowSpan(token);
            var output = y.RowSpan(token);
            for (var j = first; j < first + count; j++)
            {
                var sum = TensorPrimitives.Dot(input, weights.AsSpan(j * Inputs, Inputs));
                output[j] = bias.IsEmpty ? sum : sum + bias[j];
            }
        }
    }
}
