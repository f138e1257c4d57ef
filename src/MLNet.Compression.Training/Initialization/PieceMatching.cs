using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>The rows of two word tables that belong to the same piece.</summary>
internal static class PieceMatching
{
    /// <summary>For each row of a student's word table the row of another model's, or <see cref="UnitSelection.New"/>.</summary>
    /// <remarks>Rows beyond the vocabularies belong to no piece; with equal vocabularies they are matched in order.</remarks>
    /// <param name="source">The other model.</param>
    /// <param name="student">The student.</param>
    public static int[] Rows(TextModel source, TextModel student)
    {
        var (from, to) = (source.Tokenizer.Vocabulary, student.Tokenizer.Vocabulary);
        if (ReferenceEquals(from, to) || from.Tokens.SequenceEqual(to.Tokens))
        {
            return UnitSelection.Leading(source.Shape.VocabularySize, student.Shape.VocabularySize);
        }

        var rows = new int[student.Shape.VocabularySize];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row < to.Count && from.TryGetId(to[row], out var id) ? id : UnitSelection.New;
        }

        return rows;
    }
}
