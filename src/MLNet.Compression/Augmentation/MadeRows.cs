using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Augmentation;

/// <summary>One pass that makes rows: told to MLContext.Log now and then and at its end, and stopped with the MLContext.</summary>
internal sealed class MadeRows(IHost host, string made, CancellationToken cancellationToken) : IDisposable
{
    private const int MillisecondsBetweenReports = 5_000;

    private readonly IChannel _channel = host.Start("Read");
    private readonly RunningExecution _execution = new(host);
    private long _rows;
    private long _lastReport = Environment.TickCount64;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Called before each row.</summary>
    /// <exception cref="OperationCanceledException">The options' token, or the MLContext, was cancelled.</exception>
    public void ThrowIfCancelled()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _execution.ThrowIfCancelled();
    }

    /// <summary>Called after each row.</summary>
    public void Count()
    {
        _rows++;
        if (Environment.TickCount64 - _lastReport >= MillisecondsBetweenReports)
        {
            Report("so far");
        }
    }

    /// <summary>Called at the end of the pass.</summary>
    public void Finish() => Report("in all");

    public void Dispose() => _channel.Dispose();

    private void Report(string when)
    {
        _lastReport = Environment.TickCount64;
        _channel.Info(MessageSensitivity.None, FormattableString.Invariant($"{_rows:N0} {made} {when}"));
    }
}
