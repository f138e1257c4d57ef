namespace MLNet.Compression.Runtime.Kernels.Threads;

/// <summary>The workers of the process; all pools draw on them, and work alone when they are taken.</summary>
internal static unsafe class WorkerTeam
{
    private static readonly Lock _gate = new();

    private static Worker[] _workers = [];

    [ThreadStatic]
    private static ParallelJob? _job;

    [ThreadStatic]
    private static bool _busy;

    /// <summary>Runs <paramref name="body"/> for parts [0, <paramref name="parts"/>) on up to <paramref name="threads"/> threads, the caller's included.</summary>
    /// <remarks>Inline where the caller is itself part of a job, so nesting cannot deadlock.</remarks>
    public static void Run(delegate*<void*, int, void> body, void* state, int parts, int threads)
    {
        var wanted = Math.Min(threads, parts) - 1;
        if (wanted < 1 || _busy || Worker.IsCurrent)
        {
            for (var part = 0; part < parts; part++)
            {
                body(state, part);
            }

            return;
        }

        _busy = true;
        try
        {
            RunShared(body, state, parts, wanted);
        }
        finally
        {
            _busy = false;
        }
    }

    private static void RunShared(delegate*<void*, int, void> body, void* state, int parts, int helpers)
    {
        var job = _job ??= new ParallelJob();
        var workers = Workers(helpers);
        job.Start(body, state, parts, helpers);
        var assigned = 0;
        for (var i = 0; i < workers.Length && assigned < helpers; i++)
        {
            assigned += workers[i].TryAssign(job) ? 1 : 0;
        }

        for (var missing = assigned; missing < helpers; missing++)
        {
            job.HelperLeft();
        }

        job.Work();
        for (var i = 0; i < workers.Length && assigned > 0; i++)
        {
            if (workers[i].TryRevoke(job))
            {
                job.HelperLeft();
            }
        }

        job.Finish();
    }

    private static Worker[] Workers(int count)
    {
        var workers = Volatile.Read(ref _workers);
        if (workers.Length >= count)
        {
            return workers;
        }

        lock (_gate)
        {
            var known = _workers.Length;
            if (known < count)
            {
                _workers = [.. _workers, .. Enumerable.Range(known, count - known).Select(index => new Worker(index))];
            }

            return _workers;
        }
    }
}
