using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>The pieces that a teacher and a static student both know and texts are made of.</summary>
internal static class TextPieces
{
    private const string Unused = "[unused";

    /// <summary>All but special pieces, places without a piece, and those that are kept free; in the order of the student's vocabulary.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IReadOnlyList<TextPiece> Of(TextModel teacher, TextModel student)
    {
        var (rows, vocabulary) = (PieceMatching.Of(teacher, student).Rows, student.Tokenizer.Vocabulary);
        TextPiece[] pieces =
        [
            .. Enumerable.Range(0, vocabulary.Count)
                .Where(id => rows[id] != UnitSelection.New && !vocabulary.IsSpecial(id) && vocabulary[id].Length > 0 && !IsUnused(vocabulary[id]))
                .Select(id => new TextPiece(rows[id], id)),
        ];
        return pieces.Length > 0 ? pieces : throw new ArgumentException("No piece of the student's vocabulary is one of the teacher's, so its vectors can't be made of them: choose StudentInitialization.Random.");
    }

    private static bool IsUnused(string piece) => piece.StartsWith(Unused, StringComparison.Ordinal) && piece.EndsWith(']');
}
