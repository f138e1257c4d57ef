using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Rounds to fp16, half to even, and to ±65,504 what is beyond; the gradient passes straight through.</summary>
internal sealed class Float16Weights : Parametrization
{
    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => StraightThroughOperation.Apply(tape, weight, static (_, input, output) =>
    {
        TensorPrimitives.Clamp(input, (float)Half.MinValue, (float)Half.MaxValue, output);
        foreach (ref var value in output)
        {
            value = (float)(Half)value;
        }
    });

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => ValueFormat.Float16;
}
