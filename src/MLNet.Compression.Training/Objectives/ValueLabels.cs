using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Objectives;

/// <summary>(z − y)² of a regression's output z and the true value y, averaged over the sequences.</summary>
internal sealed class ValueLabels : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "values";

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    protected override double RowWeight(Targets targets, int place) => targets.WeightOf(place);

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var difference = (double)logits[0] - context.Targets.Values[row];
        gradient[0] = 2 * difference;
        return difference * difference;
    }
}
