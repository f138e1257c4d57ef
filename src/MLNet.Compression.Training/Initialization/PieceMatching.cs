using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>What the rows of a student's word table are taken from: those of another model's for the same piece, or for the pieces of its text.</summary>
internal static class PieceMatching
{
    private const string OtherPieces = "Starting from a model that has other pieces";

    /// <remarks>Rows beyond the vocabularies belong to no piece; with equal vocabularies they are matched in order.</remarks>
    /// <param name="source">The other model.</param>
    /// <param name="student">The student.</param>
    /// <exception cref="NotSupportedException">The vocabularies differ, and one is not WordPiece.</exception>
    public static PieceMatches Of(TextModel source, TextModel student)
    {
        var (from, to) = (source.Tokenizer.Vocabulary, student.Tokenizer.Vocabulary);
        if (ReferenceEquals(from, to) || from.Tokens.SequenceEqual(to.Tokens))
        {
            return new PieceMatches(UnitSelection.Leading(source.Shape.VocabularySize, student.Shape.VocabularySize), new Dictionary<int, IReadOnlyList<int>>());
        }

        _ = source.Tokenizer.RequireWordPiece(OtherPieces);
        _ = student.Tokenizer.RequireWordPiece(OtherPieces);
        var special = to.Names.All.Zip(from.Names.All).ToDictionary(names => names.First, names => names.Second, StringComparer.Ordinal);
        var (rows, parts) = (new int[student.Shape.VocabularySize], new Dictionary<int, IReadOnlyList<int>>());
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row < to.Count && from.TryGetId(special.GetValueOrDefault(to[row], to[row]), out var id) ? id : UnitSelection.New;
            if (rows[row] == UnitSelection.New && row < to.Count && PieceSplitter.Split(from, to[row]) is { Count: > 0 } split)
            {
                parts.Add(row, split);
            }
        }

        return new PieceMatches(rows, parts);
    }
}
