using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Greedy longest-match WordPiece over a trie whose edges lie in a hash table.</summary>
/// <remarks>
/// The code points that occur in the vocabulary are numbered. Continuation pieces hang under the root's child for
/// <see cref="ContinuationCode"/>.
/// </remarks>
internal sealed class PieceTrie
{
    public const int ContinuationCode = 1;

    private const int LeastLog2 = 6;

    // More edges a piece than vocabularies of words have; where there are still more, the table is made again.
    private const int EdgesOfPiece = 4;

    private readonly PieceAlphabet _codes = new();
    private readonly TrieEdges _edges;
    private readonly int _continuationRoot;

    /// <param name="pieces">The pieces; ids are indexes.</param>
    /// <param name="maxLength">Longer pieces never match and are left out.</param>
    public PieceTrie(PieceText pieces, int maxLength)
    {
        var log2 = Math.Max(LeastLog2, BitOperations.Log2((uint)(EdgesOfPiece * (long)pieces.Count)) + 1);
        do
        {
            _edges = new TrieEdges(log2++);
        }
        while (!TryAddAll(pieces, maxLength));
        _continuationRoot = _edges.Step(TrieEdges.Root, ContinuationCode, out _);
    }

    private static ReadOnlySpan<byte> ContinuationPrefix => "##"u8;

    /// <summary>The number that stands for a code point; one that no piece has is 0, which leads nowhere.</summary>
    public int CodeOf(int codePoint) => _codes.CodeOf(codePoint);

    /// <summary>Splits a word into the longest pieces, from the left.</summary>
    /// <param name="word">The codes of its code points.</param>
    /// <param name="pieces">Room for as many pieces as code points.</param>
    /// <returns>Number of pieces; 0 where the vocabulary does not cover the word.</returns>
    public int Segment(ReadOnlySpan<int> word, Span<Piece> pieces)
    {
        var count = 0;
        var root = TrieEdges.Root;
        while (!word.IsEmpty)
        {
            var piece = root == TrieEdges.None ? default : LongestPiece(word, root);
            if (piece.Length == 0)
            {
                return 0;
            }

            pieces[count++] = piece;
            word = word[piece.Length..];
            root = _continuationRoot;
        }

        return count;
    }

    private Piece LongestPiece(ReadOnlySpan<int> word, int node)
    {
        Piece longest = default;
        for (var i = 0; i < word.Length; i++)
        {
            node = _edges.Step(node, word[i], out var id);
            if (node == TrieEdges.None)
            {
                break;
            }

            if (id >= 0)
            {
                longest = new Piece(id, i + 1);
            }
        }

        return longest;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private bool TryAddAll(PieceText pieces, int maxLength)
    {
        Span<int> codes = stackalloc int[1 + TokenizerOptions.MostMaxWordLength];
        codes[0] = ContinuationCode;
        for (var id = 0; id < pieces.Count; id++)
        {
            var piece = pieces[id];
            var continues = piece.Length > ContinuationPrefix.Length && piece.StartsWith(ContinuationPrefix);
            var length = Encode(continues ? piece[ContinuationPrefix.Length..] : piece, codes[1..(maxLength + 1)]);
            if (length == 0)
            {
                continue;
            }

            var node = TrieEdges.Root;
            for (var i = continues ? 0 : 1; i <= length && node != TrieEdges.None; i++)
            {
                node = _edges.StepOrAdd(node, codes[i]);
            }

            if (node == TrieEdges.None)
            {
                return false;
            }

            _edges.SetId(node, id);
        }

        return true;
    }

    /// <returns>How many code points a piece has; 0 where they are more than there is room for.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Encode(ReadOnlySpan<byte> piece, Span<int> codes)
    {
        var length = 0;
        for (int read; !piece.IsEmpty; piece = piece[read..])
        {
            int codePoint = piece[0];
            read = 1;
            if (codePoint >= 0x80)
            {
                codePoint = Decode(piece, out read);
            }

            if (length == codes.Length)
            {
                return 0;
            }

            codes[length++] = _codes.Add(codePoint);
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Decode(ReadOnlySpan<byte> piece, out int length)
    {
        Rune.DecodeFromUtf8(piece, out var rune, out length);
        return rune.Value;
    }
}
