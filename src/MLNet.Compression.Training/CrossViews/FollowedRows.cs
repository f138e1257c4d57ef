namespace MLNet.Compression.Training.CrossViews;

/// <summary>The rows of the full view's predictions that mean something: one for each sequence, or one for each token that is a word's.</summary>
/// <remarks>[CLS] and [SEP] carry no label anywhere, so what a model predicts for them is nobody's to follow.</remarks>
internal static class FollowedRows
{
    /// <param name="tokens">The batch's tokens.</param>
    /// <param name="perToken">Whether there is a row for each token.</param>
    /// <param name="words">Which tokens are words.</param>
    public static IReadOnlyList<FollowedRow> Of(TokenBatch tokens, bool perToken, WordTokens words)
    {
        if (!perToken)
        {
            return [.. Enumerable.Range(0, tokens.SequenceCount).Select(row => new FollowedRow(row, row, row + 1))];
        }

        var rows = new List<FollowedRow>();
        for (var s = 0; s < tokens.SequenceCount; s++)
        {
            var (first, end) = (tokens.SequenceStarts[s], tokens.SequenceStarts[s + 1]);
            for (var row = first; row < end; row++)
            {
                if (words.Contains(tokens.Ids[row]))
                {
                    rows.Add(new FollowedRow(row, first, end));
                }
            }
        }

        return rows;
    }
}
