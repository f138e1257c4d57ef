using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Cuts a batch into chunks, which several threads may share, and runs each through a model.</summary>
/// <param name="workers">The threads.</param>
/// <param name="workspaces">Where each chunk's memory comes from.</param>
/// <param name="values">Values of each row of results.</param>
/// <param name="rowsBefore">Which rows are a sequence's.</param>
/// <param name="forward">The model.</param>
internal sealed class ChunkedBatch(WorkerPool workers, WorkspacePool workspaces, int values, RowsBefore rowsBefore, ChunkForward forward)
{
    /// <summary>Tokens of one forward pass, unless a single sequence is longer: so many that weights are used often, so few that states stay in cache.</summary>
    private const int ChunkTokens = 96;

    /// <param name="batch">The sequences; ids, types and lengths are in range.</param>
    /// <param name="results">Receives the result [rows x values].</param>
    public void Run(TokenBatch batch, Span<float> results)
    {
        if (workers.Threads > 1 && batch.SequenceCount > 1)
        {
            RunParallel(batch, results);
            return;
        }

        using var lease = workspaces.Rent();
        for (var first = 0; first < batch.SequenceCount;)
        {
            var count = ChunkLength(batch, first);
            forward(new SequenceChunk(batch, first, count), lease.Workspace, ResultsOf(batch, first, count, results));
            first += count;
        }
    }

    /// <summary>Rows of results of a batch.</summary>
    public int RowsOf(TokenBatch batch) => rowsBefore(batch, batch.SequenceCount);

    /// <exception cref="ArgumentException">There is no room for the results of a batch.</exception>
    public void RequireRoom(TokenBatch batch, ReadOnlySpan<float> results)
    {
        var rows = RowsOf(batch);
        if (results.Length < (long)rows * values)
        {
            throw new ArgumentException($"{rows} rows of {values} values each do not fit {results.Length} values.", nameof(results));
        }
    }

    private static int ChunkLength(TokenBatch batch, int first)
    {
        var starts = batch.SequenceStarts;
        var count = 1;
        while (first + count < batch.SequenceCount && starts[first + count + 1] - starts[first] <= ChunkTokens)
        {
            count++;
        }

        return count;
    }

    private Span<float> ResultsOf(TokenBatch batch, int first, int count, Span<float> results)
    {
        var start = rowsBefore(batch, first);
        return results.Slice(start * values, (rowsBefore(batch, first + count) - start) * values);
    }

    private unsafe void RunParallel(TokenBatch batch, Span<float> results)
    {
        var firsts = new List<int>();
        for (var first = 0; first < batch.SequenceCount; first += ChunkLength(batch, first))
        {
            firsts.Add(first);
        }

        var length = results.Length;
        fixed (float* all = results)
        {
            var target = (nint)all;
            workers.For(firsts.Count, part =>
            {
                var (first, count) = (firsts[part], ChunkLength(batch, firsts[part]));
                using var lease = workspaces.Rent();
                forward(new SequenceChunk(batch, first, count), lease.Workspace, ResultsOf(batch, first, count, new Span<float>((float*)target, length)));
            });
        }
    }
}
