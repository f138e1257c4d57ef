using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Distilling.Batches;

/// <summary>All rows, shuffled together.</summary>
internal sealed record AllRows : BatchMix
{
    internal override bool NeedsLabeled => false;

    /// <inheritdoc/>
    public override string ToString() => "all rows";

    internal override BatchSource SourceOf(BatchRows rows) => rows.SourceOf(rows.All, rows.Shape);
}
