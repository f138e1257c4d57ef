using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Cross-entropy with the true class y in which classes count differently: Σ w[y] · CE / Σ w[y].</summary>
/// <param name="classWeights">w, one a class, not negative.</param>
internal sealed class WeightedLabels(IReadOnlyList<double> classWeights) : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "labels";

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    protected override double RowWeight(Targets targets, int row) => classWeights[targets.Classes[row]] * targets.WeightOf(row);

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient) =>
        CrossEntropy.Row(logits, context.Targets.Classes[row], smoothing: 0, gradient);
}
