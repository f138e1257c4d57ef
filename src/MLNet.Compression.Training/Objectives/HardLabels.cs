namespace MLNet.Compression.Training.Objectives;

/// <summary>Cross-entropy with the true class, optionally smoothed: target (1 − ε) · onehot + ε / C (Szegedy et al. 2016).</summary>
/// <param name="smoothing">ε, in [0, 1).</param>
internal sealed class HardLabels(double smoothing = 0) : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "labels";

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        LogSoftmax.Row(logits, 1, gradient);
        var loss = 0.0;
        for (var c = 0; c < logits.Length; c++)
        {
            var target = (c == context.Labels[row] ? 1 - smoothing : 0) + (smoothing / logits.Length);
            loss -= target * gradient[c];
            gradient[c] = Math.Exp(gradient[c]) - target;
        }

        return loss;
    }
}
