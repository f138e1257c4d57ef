using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Hands out passages as rows, each once; the first when they have all been handed out.</summary>
/// <param name="passages">The passages.</param>
/// <param name="pairShare">The share of the rows that are pairs.</param>
/// <param name="seed">Which they are.</param>
internal sealed class TinyModelRows(string[] passages, double pairShare, int seed)
{
    /// <summary>The longest row; longer ones are cut.</summary>
    public const int MaxTokens = 64;

    private readonly Random _random = new(seed);
    private int _next;

    /// <summary>Rows of so many tokens, or a little more.</summary>
    /// <param name="tokenizer">The tokenizer of all who read them.</param>
    /// <param name="tokens">How many.</param>
    public TextDataset Take(TextTokenizer tokenizer, long tokens)
    {
        var rows = new TextDataset(tokenizer, MaxTokens);
        while (rows.TokenCount < tokens)
        {
            rows.Add(Next(), _random.NextDouble() < pairShare ? Next() : null);
        }

        return rows;
    }

    private ReadOnlyMemory<char> Next() => passages[_next++ % passages.Length].AsMemory();
}
