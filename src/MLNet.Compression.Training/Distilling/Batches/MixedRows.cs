using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Distilling.Batches;

/// <summary>Rows of both kinds in every step.</summary>
internal sealed record MixedRows : BatchMix
{
    public MixedRows(double labeledShare) => LabeledShare = labeledShare is > 0 and < 1
        ? labeledShare
        : throw new ArgumentOutOfRangeException(nameof(labeledShare), labeledShare, "The share of labelled rows is between 0 and 1; for one kind alone there are BatchMix.Labeled and a data set without labels.");

    public double LabeledShare { get; }

    internal override bool NeedsUnlabeled => true;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{LabeledShare:P0} labelled rows a step");

    internal override BatchSource SourceOf(BatchRows rows)
    {
        var size = rows.Shape.BatchSize;
        if (size < 2)
        {
            throw new ArgumentException("A batch of one row cannot be mixed: set BatchSize to 2 or more.", nameof(rows));
        }

        var labeled = Math.Clamp((int)Math.Round(LabeledShare * size), 1, size - 1);
        return new MixedSource(
        [
            rows.SourceOf([rows.Labeled!], rows.Shape with { BatchSize = labeled }),
            rows.SourceOf([rows.Unlabeled!], rows.Shape with { BatchSize = size - labeled }),
        ]);
    }
}
