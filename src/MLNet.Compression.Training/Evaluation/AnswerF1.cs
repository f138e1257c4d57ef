namespace MLNet.Compression.Training.Evaluation;

/// <summary>Mean over questions of the F1 of the words that prediction and right answer share, both normalised as in SQuAD 1.1 (Rajpurkar et al. 2016).</summary>
/// <remarks>Of several right answers the best counts. Without a common word it is 0, even where both are empty.</remarks>
internal sealed class AnswerF1 : Metric<AnswerPredictions>
{
    /// <inheritdoc/>
    public override string Name => "answer F1";

    /// <inheritdoc/>
    public override double Evaluate(AnswerPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Average(OfWords);
    }

    private static double OfWords(string prediction, string answer)
    {
        var (predicted, right) = (AnswerText.Words(prediction), AnswerText.Words(answer));
        var counts = right.CountBy(word => word).ToDictionary();
        var common = predicted.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
        return common == 0 ? 0 : 2.0 * common / (predicted.Length + right.Length);
    }
}
