using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>How well answers are found in texts, as SQuAD measures it (Rajpurkar et al. 2016), and of texts without an answer SQuAD 2.0 (Rajpurkar et al. 2018).</summary>
/// <param name="ExactMatch">The share of questions whose answer is right, but for case, punctuation and articles.</param>
/// <param name="F1">The mean over the questions of the F1 of the words that the answer shares with a right one; 1 where both say that there is no answer.</param>
public sealed record AnswerQuality(double ExactMatch, double F1)
{
    internal static AnswerQuality Of(AnswerPredictions predictions) => new(new ExactMatch().Evaluate(predictions), new AnswerF1(noneAgrees: true).Evaluate(predictions));

    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"exact match {ExactMatch:F4}, F1 {F1:F4}");
}
