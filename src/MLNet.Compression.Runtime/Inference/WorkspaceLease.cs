namespace MLNet.Compression.Runtime.Inference;

/// <summary>A workspace that goes back to its pool when disposed.</summary>
internal readonly struct WorkspaceLease(WorkspacePool pool, Workspace workspace) : IDisposable
{
    public Workspace Workspace { get; } = workspace;

    public void Dispose() => pool.Return(Workspace);
}
