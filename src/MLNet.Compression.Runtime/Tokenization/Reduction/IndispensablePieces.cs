using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.Reduction;

/// <summary>The pieces that no reduction removes: special and added tokens, and single characters at a word's start and inside, so that what could be split still can.</summary>
internal static class IndispensablePieces
{
    /// <summary>Their ids, ascending.</summary>
    public static IReadOnlyList<int> Of(Vocabulary vocabulary)
    {
        var ids = new SortedSet<int>(vocabulary.AddedTokens.Select(token => token.Id));
        foreach (var name in vocabulary.Names.All)
        {
            if (vocabulary.TryGetId(name, out var id))
            {
                ids.Add(id);
            }
        }

        for (var id = 0; id < vocabulary.Pieces.Count; id++)
        {
            if (IsCharacter(vocabulary.Pieces[id]) && IsFound(vocabulary, id))
            {
                ids.Add(id);
            }
        }

        return [.. ids];
    }

    /// <summary>Whether a piece is the one of its text: of a piece that is there more than once the last place counts.</summary>
    public static bool IsFound(Vocabulary vocabulary, int id) =>
        id >= vocabulary.Pieces.Count || (vocabulary.TryGetId(vocabulary.Pieces[id], out var found) && found == id);

    private static bool IsCharacter(ReadOnlySpan<byte> piece)
    {
        var text = piece.Length > ContinuationPrefix.Length && piece.StartsWith(ContinuationPrefix) ? piece[ContinuationPrefix.Length..] : piece;
        return Rune.DecodeFromUtf8(text, out _, out var length) == System.Buffers.OperationStatus.Done && length == text.Length;
    }

    private static ReadOnlySpan<byte> ContinuationPrefix => "##"u8;
}
