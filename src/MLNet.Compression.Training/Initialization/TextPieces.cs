using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>The pieces of a static student that a teacher can read and texts are made of.</summary>
internal static class TextPieces
{
    private const string Unused = "[unused";

    /// <summary>All but special pieces, places without a piece, and those that are kept free; in the order of the student's vocabulary.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IReadOnlyList<TextPiece> Of(TextModel teacher, TextModel student)
    {
        var (matches, vocabulary) = (PieceMatching.Of(teacher, student), student.Tokenizer.Vocabulary);
        TextPiece[] pieces =
        [
            .. Enumerable.Range(0, vocabulary.Count)
                .Where(id => !vocabulary.IsSpecial(id) && vocabulary[id].Length > 0 && !IsUnused(vocabulary[id]))
                .Select(id => new TextPiece(matches.Rows[id] != UnitSelection.New ? [matches.Rows[id]] : matches.Parts.GetValueOrDefault(id, []), id))
                .Where(piece => piece.Teacher.Count > 0),
        ];
        return pieces.Length > 0 ? pieces : throw new ArgumentException("The teacher can read no piece of the student's vocabulary, so its vectors can't be made of them: choose StudentInitialization.Random.");
    }

    private static bool IsUnused(string piece) => piece.StartsWith(Unused, StringComparison.Ordinal) && piece.EndsWith(']');
}
