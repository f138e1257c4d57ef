namespace MLNet.Compression.Training.Evaluation;

/// <summary>Mean over questions of the F1 of the words that prediction and right answer share, both normalised as in SQuAD 1.1 (Rajpurkar et al. 2016).</summary>
/// <remarks>Of several right answers the best counts. Without a common word it is 0.</remarks>
/// <param name="noneAgrees">Whether it is 1 where both are empty, as in SQuAD 2.0 (Rajpurkar et al. 2018), where an empty answer says that there is none; 0 otherwise.</param>
internal sealed class AnswerF1(bool noneAgrees = false) : Metric<AnswerPredictions>
{
    /// <inheritdoc/>
    public override string Name => "answer F1";

    /// <inheritdoc/>
    public override double Evaluate(AnswerPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Average(OfWords);
    }

    private double OfWords(string prediction, string answer)
    {
        var (predicted, right) = (AnswerText.Words(prediction), AnswerText.Words(answer));
        var counts = right.CountBy(word => word).ToDictionary();
        var common = predicted.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
        return predicted.Length + right.Length == 0 && noneAgrees ? 1 : common == 0 ? 0 : 2.0 * common / (predicted.Length + right.Length);
    }
}
