using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Binary cross-entropy of each label with whether it applies, averaged over the labels, and over the rows by their weights.</summary>
internal sealed class BinaryLabels : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "labels";

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    protected override double RowWeight(Targets targets, int place) => targets.WeightOf(place);

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient) =>
        BinaryCrossEntropy.Row(logits, context.Targets.LabelSets[row].Labels, gradient);
}
