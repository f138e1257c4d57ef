namespace MLNet.Compression;

/// <summary>How well answers are found, as SQuAD 1.1 measures it (Rajpurkar et al. 2016).</summary>
/// <param name="Rows">Questions with a right answer.</param>
/// <param name="ExactMatch">The share of them whose best answer is right, but for case, punctuation and articles.</param>
/// <param name="F1">The mean of the F1 of the words that the best answer shares with a right one.</param>
/// <param name="TopExactMatch">The share of which one of all the answers given is right.</param>
public sealed record AnswerMetrics(int Rows, double ExactMatch, double F1, double TopExactMatch)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString() => FormattableString.Invariant($"exact match {ExactMatch:F4}, F1 {F1:F4}, right among all answers given {TopExactMatch:F4}");
}
