using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Fake quantisation of activations as the scorer does it: per token to [0, largest] between lo = min(0, min x) and hi = max(0, max x).</summary>
/// <remarks>scale = (hi − lo) / largest, zero point z = round(−lo / scale), x ← scale · (clamp(round(x / scale) + z, 0, largest) − z).</remarks>
/// <param name="largest">The largest integer, 2^bits − 1.</param>
internal sealed class RoundedActivations(int largest = QuantizedRows.KernelLargest) : Parametrization
{
    /// <inheritdoc/>
    public override bool RoundsToFewBits => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) =>
        StraightThroughOperation.Apply(tape, weight, (_, input, output) => QuantizeRow(input, output));

    private void QuantizeRow(ReadOnlySpan<float> row, Span<float> destination)
    {
        var low = MathF.Min(0, TensorPrimitives.Min(row));
        var scale = (MathF.Max(0, TensorPrimitives.Max(row)) - low) / largest;
        if (scale == 0)
        {
            destination.Clear();
            return;
        }

        var zeroPoint = MathF.Round(-low / scale);
        TensorPrimitives.Multiply(row, 1 / scale, destination);
        TensorPrimitives.Round<float>(destination, destination);
        TensorPrimitives.Max(destination, -zeroPoint, destination);
        TensorPrimitives.Min(destination, largest - zeroPoint, destination);
        TensorPrimitives.Multiply(destination, scale, destination);
    }
}
