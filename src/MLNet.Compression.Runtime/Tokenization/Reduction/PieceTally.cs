namespace MLNet.Compression.Runtime.Tokenization.Reduction;

/// <summary>How often texts are split into each piece of a vocabulary. Special tokens around a text do not count.</summary>
internal sealed class PieceTally
{
    private const int TextsBetweenChecks = 1024;

    private readonly long[] _counts;

    private PieceTally(int pieces) => _counts = new long[pieces];

    /// <summary>Tokens of all texts.</summary>
    public long Total { get; private set; }

    /// <summary>How often a piece occurs.</summary>
    public long this[int id] => _counts[id];

    /// <summary>Counts the pieces of texts, however long they are.</summary>
    public static PieceTally Of(TextTokenizer tokenizer, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var (tally, batch) = (new PieceTally(tokenizer.Vocabulary.Count), new TokenBatch());
        foreach (var (index, text) in texts.Index())
        {
            ThrowIfCancelled(index, cancellationToken);
            batch.Clear();
            tokenizer.AddTo(batch, text, int.MaxValue);
            tally.Add(batch.Ids[1..^1]);
        }

        return tally;
    }

    /// <summary>Asks now and then whether the work was cancelled.</summary>
    public static void ThrowIfCancelled(int text, CancellationToken cancellationToken)
    {
        if (text % TextsBetweenChecks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Add(ReadOnlySpan<int> ids)
    {
        Total += ids.Length;
        foreach (var id in ids)
        {
            _counts[id]++;
        }
    }
}
