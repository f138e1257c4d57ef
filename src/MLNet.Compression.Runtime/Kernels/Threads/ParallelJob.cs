using System.Runtime.ExceptionServices;

namespace MLNet.Compression.Runtime.Kernels.Threads;

/// <summary>The parts of one operation, handed out one by one to whoever works on it.</summary>
/// <remarks>Belongs to the thread that calls, which reuses it: no thread touches it once <see cref="Finish"/> has returned.</remarks>
internal sealed unsafe class ParallelJob
{
    private delegate*<void*, int, void> _body;
    private void* _state;
    private int _parts;
    private int _next;
    private int _helpers;
    private Exception? _failure;

    public void Start(delegate*<void*, int, void> body, void* state, int parts, int helpers)
    {
        _body = body;
        _state = state;
        _parts = parts;
        _failure = null;
        _next = 0;
        Volatile.Write(ref _helpers, helpers);
    }

    /// <summary>Runs parts until none is left.</summary>
    public void Work()
    {
        try
        {
            int part;
            while ((part = Interlocked.Increment(ref _next) - 1) < _parts)
            {
                _body(_state, part);
            }
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Volatile.Write(ref _next, _parts);
        }
    }

    /// <summary>A helper has done its share, or was never needed.</summary>
    public void HelperLeft() => Interlocked.Decrement(ref _helpers);

    /// <summary>Waits for the helpers; throws what the first failing part threw.</summary>
    public void Finish()
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _helpers) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _state = null;
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
