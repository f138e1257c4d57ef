using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Fake quantisation to int8 with a symmetric scale per output row, chosen anew at every step; the gradient passes straight through.</summary>
internal sealed class Int8Weights : Parametrization
{
    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) =>
        StraightThroughOperation.Apply(tape, weight, static (_, input, output) => Int8Rows.Symmetric(input, output));
}
