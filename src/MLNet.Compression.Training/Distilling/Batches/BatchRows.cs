using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Distilling.Batches;

/// <summary>What batches can be made of, and how.</summary>
/// <param name="Labeled">Rows with labels; null where there are none.</param>
/// <param name="Unlabeled">Rows without; null where there are none.</param>
/// <param name="Shape">Rows a step.</param>
/// <param name="WithTargets">Whether a loss reads labels.</param>
/// <param name="Transform">What happens to the tokens; null for nothing.</param>
internal sealed record BatchRows(TextRows? Labeled, TextRows? Unlabeled, StepShape Shape, bool WithTargets, ITokenTransform? Transform)
{
    public IReadOnlyList<TextRows> All => [.. new[] { Labeled, Unlabeled }.OfType<TextRows>()];

    /// <summary>A shuffled source of some rows.</summary>
    public RowSource SourceOf(IReadOnlyList<TextRows> rows, StepShape shape) => new(rows, shape, WithTargets, Transform);
}
