using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>A token that is cancelled with the environment, which can only be asked.</summary>
internal sealed class ExecutionToken : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _source = new();
    private readonly Timer? _timer;
    private bool _isDisposed;

    /// <param name="environment">The environment; null where it is not known.</param>
    public ExecutionToken(IHostEnvironment? environment)
    {
        if (environment is ICancelable cancelable)
        {
            _timer = new Timer(_ => Look(cancelable), state: null, TimeSpan.Zero, Interval);
            Look(cancelable);
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_source)
        {
            _source.Dispose();
            _isDisposed = true;
        }
    }

    private void Look(ICancelable cancelable)
    {
        lock (_source)
        {
            if (cancelable.IsCanceled && !_isDisposed)
            {
                _source.Cancel();
            }
        }
    }
}
