namespace MLNet.Compression;

/// <summary>How near a model that finds answers comes to its teacher, whatever is right.</summary>
/// <param name="Rows">The questions that both were asked.</param>
/// <param name="SameAnswers">The share of them to which both give the same answer, but for case, punctuation and articles.</param>
/// <param name="F1">The mean of the F1 of the words that both answers share; 1 where both say that there is none.</param>
/// <param name="ProbabilityDifference">The mean of how far the probabilities of both best answers are apart; null where the teacher is no text model.</param>
public sealed record AnswerLoyaltyMetrics(int Rows, double SameAnswers, double F1, double? ProbabilityDifference)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString()
    {
        var answers = FormattableString.Invariant($"same answers {SameAnswers:F4}, F1 with the teacher's {F1:F4}");
        return ProbabilityDifference is null ? answers : FormattableString.Invariant($"{answers}, probabilities {ProbabilityDifference:F4} apart");
    }
}
