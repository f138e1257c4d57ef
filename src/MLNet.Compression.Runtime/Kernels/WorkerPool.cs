namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Runs the parts of one operation on several threads; the calling thread works too.</summary>
/// <remarks>Parts write disjoint outputs, so results do not depend on the number of threads.</remarks>
internal sealed class WorkerPool
{
    private readonly ParallelOptions _options;

    /// <param name="threads">Threads to use, the caller's included; 0 for all processors.</param>
    public WorkerPool(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
        _options = new ParallelOptions { MaxDegreeOfParallelism = Threads };
    }

    public int Threads { get; }

    /// <summary>Calls <paramref name="body"/> once for each part in [0, <paramref name="parts"/>), in no order.</summary>
    public void For(int parts, Action<int> body)
    {
        if (Threads == 1 || parts <= 1)
        {
            for (var part = 0; part < parts; part++)
            {
                body(part);
            }
        }
        else
        {
            Parallel.For(0, parts, _options, body);
        }
    }
}
