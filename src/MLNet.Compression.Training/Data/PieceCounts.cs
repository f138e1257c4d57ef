namespace MLNet.Compression.Training.Data;

/// <summary>How often each piece of a vocabulary occurs.</summary>
internal static class PieceCounts
{
    /// <summary>Counts the tokens of all rows.</summary>
    /// <param name="data">Rows of one tokenizer.</param>
    /// <param name="pieces">Pieces of the vocabulary.</param>
    /// <returns>[pieces].</returns>
    public static long[] Of(IEnumerable<TextDataset> data, int pieces)
    {
        var counts = new long[pieces];
        var batch = new TokenBatch();
        foreach (var set in data)
        {
            for (var row = 0; row < set.Count; row++)
            {
                batch.Clear();
                set.CopyTo(batch, [row]);
                foreach (var id in batch.Ids)
                {
                    counts[id]++;
                }
            }
        }

        return counts;
    }
}
