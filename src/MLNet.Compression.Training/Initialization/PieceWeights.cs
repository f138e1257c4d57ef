using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Initialization;

/// <summary>How much each piece counts in a mean: smooth inverse frequency a / (a + p) (Arora et al. 2017, eq. 3).</summary>
internal static class PieceWeights
{
    /// <summary>Zipf's law for the ranks of a vocabulary starts at 1 / 2, as Model2Vec has it.</summary>
    private const double FirstRank = 2;

    /// <param name="pieces">The pieces, most frequent first where nothing is counted.</param>
    /// <param name="rows">Where they are counted, in the student's tokens; null for Zipf's law.</param>
    /// <param name="smoothing">a.</param>
    /// <returns>A weight for each piece, from 0 to 1.</returns>
    public static double[] Of(IReadOnlyList<TextPiece> pieces, TextDataset? rows, double smoothing)
    {
        var shares = rows is null ? Zipf(pieces.Count) : Counted(pieces, rows);
        var sum = Math.Max(double.Epsilon, shares.Sum());
        return Array.ConvertAll(shares, share => smoothing / (smoothing + (share / sum)));
    }

    private static double[] Zipf(int pieces) => [.. Enumerable.Range(0, pieces).Select(rank => 1 / (rank + FirstRank))];

    private static double[] Counted(IReadOnlyList<TextPiece> pieces, TextDataset rows)
    {
        var counts = PieceCounts.Of([rows], pieces.Max(piece => piece.Student) + 1);
        return [.. pieces.Select(piece => (double)counts[piece.Student])];
    }
}
