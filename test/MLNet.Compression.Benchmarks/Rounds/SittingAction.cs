using System.CommandLine;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>Runs a command's work as a <see cref="Sitting"/>.</summary>
internal static class SittingAction
{
    private const int Refused = 1;
    private const int Interrupted = 130;

    /// <param name="command">The command.</param>
    /// <param name="run">Its work.</param>
    /// <param name="ownDisplay">Whether the work shows its progress by itself.</param>
    public static void SetSitting(this Command command, Action<ParseResult, Sitting> run, bool ownDisplay = false) =>
        command.SetAction((result, stop) => Task.Run(() => Run(sitting => run(result, sitting), ownDisplay, stop), CancellationToken.None));

    private static int Run(Action<Sitting> run, bool ownDisplay, CancellationToken stop)
    {
        try
        {
            if (!ownDisplay && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
            {
                // Drawn when the text changes and not by a timer: a second thread would disturb what is measured.
                AnsiConsole.Status().AutoRefresh(false).Start("", status => run(new Sitting(status, stop)));
            }
            else
            {
                run(new Sitting(status: null, stop));
            }

            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped.");
            return Interrupted;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidDataException or IOException)
        {
            Console.Error.WriteLine(problem.Message);
            return Refused;
        }
    }
}
