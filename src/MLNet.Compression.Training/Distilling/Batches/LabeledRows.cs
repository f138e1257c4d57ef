using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Distilling.Batches;

/// <summary>The rows with labels.</summary>
internal sealed record LabeledRows : BatchMix
{
    internal override bool TakesUnlabeled => false;

    /// <inheritdoc/>
    public override string ToString() => "labelled rows";

    internal override BatchSource SourceOf(BatchRows rows) => rows.SourceOf([rows.Labeled!], rows.Shape);
}
