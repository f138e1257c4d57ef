namespace MLNet.Compression.Training.Objectives;

/// <summary>Cross-entropy with the token at which the answer starts and that at which it ends, (CE(start) + CE(end)) / 2 (Devlin et al. 2019, section 4.2).</summary>
internal sealed class AnswerLabels : AnswerTerm
{
    /// <inheritdoc/>
    public override string Name => "answers";

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    protected override double EvaluatePositions(ObjectiveContext context, int sequence, int end, ReadOnlySpan<float> scores, Span<double> gradient)
    {
        var answer = context.Targets.Answers[sequence];
        return CrossEntropy.Row(scores, end == 0 ? answer.Start : answer.End, smoothing: 0, gradient);
    }
}
