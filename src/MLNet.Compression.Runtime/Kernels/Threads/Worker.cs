using System.Diagnostics;

namespace MLNet.Compression.Runtime.Kernels.Threads;

/// <summary>A background thread that helps with one job at a time: after a job it spins briefly, then sleeps.</summary>
internal sealed class Worker
{
    private const int Idle = 0;
    private const int Reserved = 1;
    private const int Assigned = 2;
    private const int Running = 3;

    // Long enough to bridge the gap between two operations of a model, short enough not to steal a core.
    private static readonly long _spinTicks = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 20_000 : 0;

    private readonly object _bed = new();
    private ParallelJob? _job;
    private int _state;
    private int _asleep;
    private bool _woken;

    public Worker(int index)
    {
        new Thread(Loop) { IsBackground = true, Name = $"MLNet.Compression worker {index}" }.Start();
    }

    /// <summary>Whether the calling thread is a worker.</summary>
    [field: ThreadStatic]
    public static bool IsCurrent { get; private set; }

    /// <summary>Gives the worker a job unless it has one.</summary>
    public bool TryAssign(ParallelJob job)
    {
        if (Interlocked.CompareExchange(ref _state, Reserved, Idle) != Idle)
        {
            return false;
        }

        _job = job;
        Interlocked.Exchange(ref _state, Assigned);
        if (Interlocked.Exchange(ref _asleep, 0) == 1)
        {
            Wake();
        }

        return true;
    }

    /// <summary>Takes the job back if the worker has not begun it.</summary>
    public bool TryRevoke(ParallelJob job)
    {
        if (Volatile.Read(ref _job) != job || Interlocked.CompareExchange(ref _state, Reserved, Assigned) != Assigned)
        {
            return false;
        }

        // Another caller may have assigned its own job between the two reads above.
        var mine = _job == job;
        if (mine)
        {
            _job = null;
        }

        Interlocked.Exchange(ref _state, mine ? Idle : Assigned);
        return mine;
    }

    private void Loop()
    {
        IsCurrent = true;
        while (true)
        {
            WaitForJob();
            var job = _job!;
            job.Work();
            _job = null;

            // Idle first: the caller's next operation must find this worker free.
            Interlocked.Exchange(ref _state, Idle);
            job.HelperLeft();
        }
    }

    private void WaitForJob()
    {
        var start = Stopwatch.GetTimestamp();
        while (Interlocked.CompareExchange(ref _state, Running, Assigned) != Assigned)
        {
            if (Stopwatch.GetTimestamp() - start < _spinTicks)
            {
                Thread.SpinWait(4);
                continue;
            }

            Interlocked.Exchange(ref _asleep, 1);
            if (Volatile.Read(ref _state) != Idle && Interlocked.Exchange(ref _asleep, 0) == 1)
            {
                continue;
            }

            Sleep();
            start = Stopwatch.GetTimestamp();
        }
    }

    private void Wake()
    {
        lock (_bed)
        {
            _woken = true;
            Monitor.Pulse(_bed);
        }
    }

    private void Sleep()
    {
        lock (_bed)
        {
            while (!_woken)
            {
                Monitor.Wait(_bed);
            }

            _woken = false;
        }
    }
}
