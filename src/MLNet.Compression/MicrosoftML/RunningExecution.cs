using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>Work that ends when all work of its environment is cancelled, as ML.NET's own does.</summary>
/// <remarks>An environment stays cancelled for ever. Work that begins afterwards was not meant: what was fitted before can still score.</remarks>
internal sealed class RunningExecution(IHostEnvironment environment)
{
    private readonly ICancelable? _cancelable = environment is ICancelable { IsCanceled: false } running ? running : null;

    /// <exception cref="OperationCanceledException">The environment was cancelled since the work began.</exception>
    public void ThrowIfCancelled()
    {
        if (_cancelable is { IsCanceled: true })
        {
            throw new OperationCanceledException("The execution of the MLContext was cancelled.");
        }
    }
}
