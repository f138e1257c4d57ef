using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Greedy longest-match WordPiece over a double-array trie (Aoe, 1989).</summary>
/// <remarks>
/// The code points that occur in the vocabulary are numbered; node <c>s</c> has the child <c>t = Base[s] + code</c> if <c>Parent[t] = s</c>.
/// Continuation pieces hang under the root's child for <see cref="ContinuationCode"/>.
/// </remarks>
internal sealed class PieceTrie
{
    public const int ContinuationCode = 1;
    public const int FirstCharacterCode = 2;
    public const int Root = 0;

    private const string ContinuationPrefix = "##";

    private readonly CodePointTable _codes;
    private readonly TrieNode[] _nodes;
    private readonly int _continuationRoot;

    /// <param name="tokens">The pieces; ids are indexes.</param>
    /// <param name="maxLength">Longer pieces never match and are left out.</param>
    public PieceTrie(IReadOnlyList<string> tokens, int maxLength)
    {
        var codeOf = new Dictionary<int, int>();
        var keys = new List<TrieKey>(tokens.Count);
        for (int id = 0; id < tokens.Count; id++)
        {
            if (TryEncode(tokens[id], maxLength, codeOf, out int[] codes))
                keys.Add(new TrieKey(codes, id));
        }

        _codes = new CodePointTable(c => codeOf.GetValueOrDefault(c), codeOf.Keys.SelectMany(c => new[] { c, c + 1 }));
        _nodes = new TrieBuilder(keys).Build();
        _continuationRoot = Step(Root, ContinuationCode);
    }

    /// <summary>The number that stands for a code point; one that no piece has is 0, which leads nowhere.</summary>
    public int CodeOf(int codePoint) => _codes[codePoint];

    /// <summary>Splits a word into the longest pieces, from the left.</summary>
    /// <param name="word">The codes of its code points.</param>
    /// <param name="pieces">Room for as many pieces as code points.</param>
    /// <returns>Number of pieces; 0 where the vocabulary does not cover the word.</returns>
    public int Segment(ReadOnlySpan<int> word, Span<Piece> pieces)
    {
        int count = 0;
        int root = Root;
        while (!word.IsEmpty)
        {
            Piece piece = root < 0 ? default : LongestPiece(word, root);
            if (piece.Length == 0)
                return 0;
            pieces[count++] = piece;
            word = word[piece.Length..];
            root = _continuationRoot;
        }

        return count;
    }

    private Piece LongestPiece(ReadOnlySpan<int> word, int node)
    {
        Piece longest = default;
        for (int i = 0; i < word.Length; i++)
        {
            node = Step(node, word[i]);
            if (node < 0)
                break;
            int id = _nodes[node].Id;
            if (id >= 0)
                longest = new Piece(id, i + 1);
        }

        return longest;
    }

    private int Step(int node, int code)
    {
        int child = _nodes[node].Base + code;
        return (uint)child < (uint)_nodes.Length && _nodes[child].Parent == node ? child : -1;
    }

    private static bool TryEncode(string token, int maxLength, Dictionary<int, int> codeOf, out int[] codes)
    {
        bool continuation = token.Length > ContinuationPrefix.Length && token.StartsWith(ContinuationPrefix, StringComparison.Ordinal);
        var result = new List<int>();
        if (continuation)
            result.Add(ContinuationCode);
        foreach (var rune in token.AsSpan(continuation ? ContinuationPrefix.Length : 0).EnumerateRunes())
        {
            if (!codeOf.TryGetValue(rune.Value, out int code))
                codeOf.Add(rune.Value, code = codeOf.Count + FirstCharacterCode);
            result.Add(code);
        }

        codes = [.. result];
        int length = continuation ? codes.Length - 1 : codes.Length;
        return length > 0 && length <= maxLength;
    }
}
