using System.Runtime.InteropServices;

namespace MLNet.Compression;

/// <summary>The tokens of one text, without special tokens, and where they stand in it. Reusable; not safe for several threads.</summary>
public sealed class TokenizedText
{
    private readonly List<TokenSpan> _tokens = [];

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>The tokens, valid until the next change.</summary>
    public ReadOnlySpan<TokenSpan> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>One token.</summary>
    /// <param name="index">From 0.</param>
    public TokenSpan this[int index] => _tokens[index];

    /// <summary>Removes all tokens and keeps the memory.</summary>
    public void Clear() => _tokens.Clear();

    /// <summary>Removes all tokens but the first ones.</summary>
    internal void Truncate(int count)
    {
        if (count < Count)
        {
            CollectionsMarshal.SetCount(_tokens, count);
        }
    }

    internal void Add(TokenSpan token) => _tokens.Add(token);
}
