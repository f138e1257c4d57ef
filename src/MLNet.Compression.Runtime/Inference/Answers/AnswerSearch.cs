namespace MLNet.Compression.Runtime.Inference.Answers;

/// <summary>The most probable answers by the scores of where they start and end.</summary>
/// <remarks>
/// A part of the text from token i to token j has the score s_i + e_j of its start and end (Devlin et al. 2019, section 4.2); no answer has
/// that of [CLS], the least of all windows (section 4.3). Of a start that stands in several windows that counts in which it has most text around it.
/// Scores become probabilities by a softmax over all of these parts.
/// </remarks>
internal static class AnswerSearch
{
    private const int Columns = 2;

    /// <param name="question">The question in its windows.</param>
    /// <param name="batch">The batch that they are sequences of.</param>
    /// <param name="logits">Scores of start and end for each token of the batch [tokens x 2].</param>
    /// <param name="options">What an answer may be.</param>
    /// <param name="answers">Receives the most probable ones, the best first.</param>
    /// <returns>How many there are.</returns>
    public static int Find(QuestionWindows question, TokenBatch batch, ReadOnlySpan<float> logits, AnswerOptions options, Span<FoundAnswer> answers)
    {
        var best = new BestAnswers(answers);
        var none = float.PositiveInfinity;
        for (var index = 0; index < question.Windows.Count; index++)
        {
            var window = question.Windows[index];
            var start = batch.SequenceStarts[window.Sequence];
            none = Math.Min(none, logits[Columns * start] + logits[(Columns * start) + 1]);
            Search(question, index, logits[(Columns * (start + window.Position))..], options.MostAnswerTokens, ref best);
        }

        if (options.MayHaveNone)
        {
            best.Add(none, 0, 0);
        }

        return best.ToProbabilities();
    }

    /// <param name="question">The question.</param>
    /// <param name="index">A window.</param>
    /// <param name="logits">Scores from the window's first token of the text on.</param>
    /// <param name="mostTokens">The most tokens of an answer.</param>
    /// <param name="best">Receives the answers.</param>
    private static void Search(QuestionWindows question, int index, ReadOnlySpan<float> logits, int mostTokens, ref BestAnswers best)
    {
        var window = question.Windows[index];
        var context = question.Context;
        for (var first = 0; first < window.TokenCount; first++)
        {
            if (question.HasMostContext(index, window.FirstToken + first))
            {
                var start = context[window.FirstToken + first].Start;
                for (var last = first; last < Math.Min((long)first + mostTokens, window.TokenCount); last++)
                {
                    best.Add(logits[Columns * first] + logits[(Columns * last) + 1], start, context[window.FirstToken + last].End - start);
                }
            }
        }
    }
}
