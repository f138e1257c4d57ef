namespace MLNet.Compression.Runtime.Inference;

/// <summary>Lends workspaces to any number of callers without locks.</summary>
internal sealed class WorkspacePool : IDisposable
{
    private readonly Workspace?[] _idle = new Workspace?[Math.Max(16, 2 * Environment.ProcessorCount)];
    private volatile bool _disposed;

    /// <summary>Bytes held by idle workspaces.</summary>
    public long Bytes => _idle.Sum(w => w?.Bytes ?? 0);

    public WorkspaceLease Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(TextClassifier));
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[i], null) is { } workspace)
            {
                return new WorkspaceLease(this, workspace);
            }
        }

        return new WorkspaceLease(this, new Workspace());
    }

    public void Return(Workspace workspace)
    {
        for (var i = 0; i < _idle.Length && !_disposed; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[i], workspace, null) is null)
            {
                if (_disposed)
                {
                    Dispose();
                }

                return;
            }
        }

        workspace.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        for (var i = 0; i < _idle.Length; i++)
        {
            Interlocked.Exchange(ref _idle[i], null)?.Dispose();
        }
    }
}
