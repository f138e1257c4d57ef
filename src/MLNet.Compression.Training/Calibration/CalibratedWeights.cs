using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Calibration;

/// <summary>Weights that were chosen from a sample of inputs, in place of the raw ones, whatever these are.</summary>
/// <param name="values">The weights, row by row.</param>
/// <param name="format">What holds them without loss.</param>
internal sealed class CalibratedWeights(float[] values, ValueFormat format) : Parametrization
{
    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) =>
        StraightThroughOperation.Apply(tape, weight, (row, _, output) => values.AsSpan(row * output.Length, output.Length).CopyTo(output));

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => format;
}
