using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Distilling.Batches;

/// <summary>Steps of labelled and of unlabelled rows in turns.</summary>
internal sealed record AlternatingRows : BatchMix
{
    public AlternatingRows(int labeledSteps, int unlabeledSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labeledSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(unlabeledSteps, 1);
        (LabeledSteps, UnlabeledSteps) = (labeledSteps, unlabeledSteps);
    }

    public int LabeledSteps { get; }

    public int UnlabeledSteps { get; }

    internal override bool NeedsUnlabeled => true;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{LabeledSteps} labelled and {UnlabeledSteps} unlabelled steps in turns");

    internal override BatchSource SourceOf(BatchRows rows) => new AlternatingSource(
        [(rows.SourceOf([rows.Labeled!], rows.Shape), LabeledSteps), (rows.SourceOf([rows.Unlabeled!], rows.Shape), UnlabeledSteps)]);
}
