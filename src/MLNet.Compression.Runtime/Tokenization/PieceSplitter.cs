using MLNet.Compression.Runtime.Tokenization.Learning;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Splits the text of one vocabulary's piece into pieces of another vocabulary, the longest first, as WordPiece splits a word.</summary>
internal static class PieceSplitter
{
    /// <param name="vocabulary">The other vocabulary.</param>
    /// <param name="piece">The piece; one that begins with ## is split as the continuation of a word.</param>
    /// <returns>Ids; null where a part of the piece is none.</returns>
    public static IReadOnlyList<int>? Split(Vocabulary vocabulary, string piece)
    {
        var isContinuation = piece.Length > PieceList.ContinuationPrefix.Length && piece.StartsWith(PieceList.ContinuationPrefix, StringComparison.Ordinal);
        var text = isContinuation ? piece[PieceList.ContinuationPrefix.Length..] : piece;
        var ids = new List<int>();
        for (var start = 0; start < text.Length;)
        {
            if (!TryFindLongest(vocabulary, isContinuation || start > 0 ? PieceList.ContinuationPrefix : "", text[start..], out var id, out var length))
            {
                return null;
            }

            ids.Add(id);
            start += length;
        }

        return ids;
    }

    private static bool TryFindLongest(Vocabulary vocabulary, string prefix, string text, out int id, out int length)
    {
        for (length = text.Length; length > 0; length--)
        {
            if (vocabulary.TryGetId(string.Concat(prefix, text.AsSpan(0, length)), out id))
            {
                return true;
            }
        }

        id = 0;
        return false;
    }
}
