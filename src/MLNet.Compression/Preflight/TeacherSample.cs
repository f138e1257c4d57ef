namespace MLNet.Compression.Preflight;

/// <summary>Some training rows that a teacher is asked about: enough to tell chance from knowledge, few enough that the largest teacher takes seconds.</summary>
internal static class TeacherSample
{
    public const string Remedy = "A student can't learn from it what it does not know: train the teacher longer or at another learning rate, and check its labels.";

    private const int MostRows = 256;
    private const int BatchRows = 32;

    /// <summary>The rows, spread over the data.</summary>
    public static int[] RowsOf(StageStart start)
    {
        var count = Math.Min(MostRows, start.Data.Count);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * start.Data.Count / count))];
    }

    /// <summary>The rows in the teacher's tokens, batch by batch; each batch is valid until the next.</summary>
    public static IEnumerable<(int[] Rows, TokenBatch Tokens)> BatchesOf(StageStart start, int[] rows)
    {
        var batch = new TokenBatch();
        foreach (var chunk in rows.Chunk(BatchRows))
        {
            start.CancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            (start.TeacherTokens ?? start.Data).CopyTo(batch, chunk);
            yield return (chunk, batch);
        }
    }
}
