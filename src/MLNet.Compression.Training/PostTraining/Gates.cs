using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>Gates at the units of a sub-layer, at 1, whose slopes are noted sequence by sequence.</summary>
/// <param name="slopes">Receives the slopes.</param>
internal sealed class Gates(UnitSlopes slopes) : Parametrization
{
    private AttentionLayout? _sequences;
    private int _firstRow;

    /// <summary>Says which sequences the next pass is over.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="firstRow">The row that the first one's slopes belong in.</param>
    public void Expect(AttentionLayout sequences, int firstRow) => (_sequences, _firstRow) = (sequences, firstRow);

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => GateOperation.Apply(tape, weight, _sequences!, slopes, _firstRow);
}
