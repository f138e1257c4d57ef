namespace MLNet.Compression;

public abstract partial class TextTokenizer
{
    /// <summary>
    /// Appends as many sequences <c>[CLS] question [SEP] part of the context [SEP]</c> as it takes to hold the whole context.
    /// </summary>
    /// <param name="batch">Gets the sequences.</param>
    /// <param name="question">Whole in every sequence (token type 0).</param>
    /// <param name="context">Spread over the sequences (token type 1, where the model has more than one).</param>
    /// <param name="maxTokens">Most tokens a sequence may have, with [CLS] and [SEP].</param>
    /// <param name="stride">How many tokens of the context a sequence shares with the one before it; at least 0.</param>
    /// <param name="windows">Gets an entry for each sequence; <see cref="TokenizedText.Tokens"/> of the context has the offsets.</param>
    /// <returns>Number of sequences; at least 1.</returns>
    /// <exception cref="ArgumentException">Beside the question there is no room for more context than the stride.</exception>
    public int AddWindowsTo(
        TokenBatch batch, TokenizedText question, TokenizedText context, int maxTokens, int stride, ICollection<TokenWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        var room = (long)maxTokens - _template.PairTokens - question.Count;
        if (room <= stride)
        {
            throw new ArgumentException(
                $"{maxTokens} tokens less {_template.PairTokens} special ones and {question.Count} of the question leave {room} for the context; " +
                $"more than the stride of {stride} are needed. Allow more tokens, or shorten the question or the stride.",
                nameof(maxTokens));
        }

        int first = 0, count = 0;
        for (var last = false; !last; first += (int)room - stride, count++)
        {
            var tokens = (int)Math.Min(room, context.Count - first);
            windows.Add(new TokenWindow(batch.SequenceCount, question.Count + 1 + _template.Separators, first, tokens));
            AddWindow(batch, question.Tokens, context.Tokens.Slice(first, tokens));
            last = first + tokens == context.Count;
        }

        return count;
    }

    private void AddWindow(TokenBatch batch, ReadOnlySpan<TokenSpan> question, ReadOnlySpan<TokenSpan> context)
    {
        AddStart(batch, question);
        AddBetween(batch);
        foreach (var token in context)
        {
            batch.AddToken(token.Id, _template.SecondType);
        }

        batch.AddToken(Vocabulary.SeparatorId, _template.SecondType);
        batch.EndSequence();
    }
}
