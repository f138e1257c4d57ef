using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>One run of a command: shows what it is at, and ends at the next measurement after Ctrl-C.</summary>
/// <param name="status">The line to write on; null where no terminal shows the output, and standard error receives lines.</param>
/// <param name="stop">Cancelled by Ctrl-C.</param>
internal sealed class Sitting(StatusContext? status, CancellationToken stop)
{
    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Shows what comes next.</summary>
    /// <exception cref="OperationCanceledException">Somebody pressed Ctrl-C.</exception>
    public void Now(string what)
    {
        stop.ThrowIfCancellationRequested();
        if (status is null)
        {
            Console.Error.WriteLine(what);
        }
        else
        {
            status.Status(Markup.Escape(what)).Refresh();
        }
    }
}
