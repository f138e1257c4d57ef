namespace Microsoft.ML;

internal sealed class RepositoryEntry : IDisposable
{
    private readonly Action<Stream> _store;
    private bool _disposed;

    public RepositoryEntry(Stream stream, Action<Stream> store = null)
    {
        Stream = stream;
        _store = store;
    }

    public Stream Stream { get; }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        using (Stream)
            _store?.Invoke(Stream);
    }
}
