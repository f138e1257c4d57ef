using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.PostTraining;

namespace MLNet.Compression.Training.Calibration;

/// <summary>Lets the inputs of a layer through as they are rounded, and adds x xᵀ of each to a sum, at every place where the layer is used.</summary>
/// <param name="rounding">What the layer's inputs pass; null for nothing.</param>
/// <param name="sum">Receives Σ x xᵀ over tokens [inputs x inputs].</param>
internal sealed class InputRecorder(Parametrization? rounding, ProductSum sum) : Parametrization
{
    /// <inheritdoc/>
    public override bool RoundsToFewBits => rounding?.RoundsToFewBits ?? false;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        var input = rounding?.Apply(tape, weight) ?? weight;
        sum.Add(input.Value, input.Value, tape.Buffers, tape.Workers);
        return input;
    }
}
