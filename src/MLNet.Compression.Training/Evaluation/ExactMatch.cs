namespace MLNet.Compression.Training.Evaluation;

/// <summary>The share of questions whose prediction equals a right answer, both normalised as in SQuAD 1.1 (Rajpurkar et al. 2016).</summary>
internal sealed class ExactMatch : Metric<AnswerPredictions>
{
    /// <inheritdoc/>
    public override string Name => "exact match";

    /// <inheritdoc/>
    public override double Evaluate(AnswerPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Average((prediction, answer) => prediction == answer ? 1 : 0);
    }
}
