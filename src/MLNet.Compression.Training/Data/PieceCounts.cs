namespace MLNet.Compression.Training.Data;

/// <summary>How often each piece of a vocabulary occurs.</summary>
internal static class PieceCounts
{
    /// <summary>Counts the tokens of all rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="pieces">Pieces of the vocabulary.</param>
    /// <returns>[pieces].</returns>
    public static long[] Of(TextDataset data, int pieces)
    {
        var counts = new long[pieces];
        var batch = new TokenBatch();
        for (var row = 0; row < data.Count; row++)
        {
            batch.Clear();
            data.CopyTo(batch, [row]);
            foreach (var id in batch.Ids)
            {
                counts[id]++;
            }
        }

        return counts;
    }
}
