namespace MLNet.Compression.Training.Initialization;

/// <summary>The rows of two word tables that belong to the same piece.</summary>
internal static class PieceMatching
{
    /// <summary>For each row of a student's word table the row of another model's, or <see cref="UnitSelection.New"/>.</summary>
    /// <remarks>Rows beyond the vocabularies belong to no piece; with equal vocabularies they are matched in order.</remarks>
    /// <param name="from">The other model's vocabulary.</param>
    /// <param name="to">The student's.</param>
    /// <param name="fromRows">Rows of the other table.</param>
    /// <param name="toRows">Rows of the student's.</param>
    public static int[] Rows(Vocabulary from, Vocabulary to, int fromRows, int toRows)
    {
        if (ReferenceEquals(from, to) || from.Tokens.SequenceEqual(to.Tokens))
        {
            return UnitSelection.Leading(fromRows, toRows);
        }

        var rows = new int[toRows];
        for (var row = 0; row < toRows; row++)
        {
            rows[row] = row < to.Count && from.TryGetId(to[row], out var id) ? id : UnitSelection.New;
        }

        return rows;
    }
}
