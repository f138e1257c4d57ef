using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Cross-entropy with the true class, where rows have weights Σ w · CE / Σ w, optionally smoothed: target (1 − ε) · onehot + ε / C (Szegedy et al. 2016).</summary>
/// <param name="smoothing">ε, in [0, 1).</param>
internal sealed class HardLabels(double smoothing = 0) : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "labels";

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    protected override double RowWeight(Targets targets, int place) => targets.WeightOf(place);

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient) =>
        CrossEntropy.Row(logits, context.Targets.Classes[row], smoothing, gradient);
}
