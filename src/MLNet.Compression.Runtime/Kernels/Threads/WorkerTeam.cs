namespace MLNet.Compression.Runtime.Kernels.Threads;

/// <summary>The workers of the process; all pools draw on them, and work alone when they are taken.</summary>
internal static unsafe class WorkerTeam
{
    private static readonly Lock Gate = new();

    private static Worker[] s_workers = [];

    [ThreadStatic]
    private static ParallelJob? t_job;

    [ThreadStatic]
    private static bool t_busy;

    /// <summary>Runs <paramref name="body"/> for parts [0, <paramref name="parts"/>) on up to <paramref name="threads"/> threads, the caller's included.</summary>
    /// <remarks>Inline where the caller is itself part of a job, so nesting cannot deadlock.</remarks>
    public static void Run(delegate*<void*, int, void> body, void* state, int parts, int threads)
    {
        var wanted = Math.Min(threads, parts) - 1;
        if (wanted < 1 || t_busy || Worker.IsCurrent)
        {
            for (var part = 0; part < parts; part++)
            {
                body(state, part);
            }

            return;
        }

        t_busy = true;
        try
        {
            RunShared(body, state, parts, wanted);
        }
        finally
        {
            t_busy = false;
        }
    }

    private static void RunShared(delegate*<void*, int, void> body, void* state, int parts, int helpers)
    {
        var job = t_job ??= new ParallelJob();
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
        var workers = Volatile.Read(ref s_workers);
        if (workers.Length >= count)
        {
            return workers;
        }

        lock (Gate)
        {
            var known = s_workers.Length;
            if (known < count)
            {
                s_workers = [.. s_workers, .. Enumerable.Range(known, count - known).Select(index => new Worker(index))];
            }

            return s_workers;
        }
    }
}
