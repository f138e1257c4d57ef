using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Calibration;

/// <summary>States of one batch between two passes.</summary>
/// <param name="Columns">Features.</param>
/// <param name="Values">The states, row by row.</param>
internal sealed record SavedStates(int Columns, float[] Values)
{
    /// <summary>A copy of a tensor's values.</summary>
    public static SavedStates Of(Tensor states) => new(states.Columns, states.ValueSpan.ToArray());

    /// <summary>The states as a tensor of a pass.</summary>
    public Tensor ToTensor(Tape tape)
    {
        var tensor = tape.Allocate(Values.Length / Columns, Columns);
        Values.CopyTo(tensor.ValueSpan);
        return tensor;
    }
}
