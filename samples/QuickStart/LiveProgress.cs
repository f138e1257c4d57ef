using MLNet.Compression;
using Spectre.Console;

namespace QuickStart;

/// <summary>A progress line a stage: a bar with loss, speed and time left, or plain lines where the output is not a terminal.</summary>
internal sealed class LiveProgress : IProgress<TrainingProgress>
{
    private readonly ProgressContext? _context;
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private TimeSpan _lastLine;

    private LiveProgress(ProgressContext? context) => _context = context;

    /// <summary>Runs work that reports to the progress it is given.</summary>
    public static T Show<T>(Func<IProgress<TrainingProgress>, T> work) => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
        ? AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => work(new LiveProgress(context)))
        : work(new LiveProgress(null));

    public void Report(TrainingProgress value)
    {
        if (_context is null)
        {
            ReportLine(value);
            return;
        }

        if (!_tasks.TryGetValue(value.Stage, out var task))
        {
            task = _context.AddTask(value.Stage, maxValue: value.TotalSteps);
            _tasks.Add(value.Stage, task);
        }

        task.Value = value.Step;
        task.Description = Markup.Escape(FormattableString.Invariant($"{value.Stage}: loss {value.Loss:F3}{Accuracy(value)}, {value.TokensPerSecond:N0} tokens/s, {value.Remaining:mm\\:ss} left"));
    }

    private static string Accuracy(TrainingProgress value) => value.Validation is { } score ? FormattableString.Invariant($", accuracy {score.Score:P1}") : "";

    private void ReportLine(TrainingProgress value)
    {
        if (value.IsFinal || value.Elapsed < _lastLine || value.Elapsed - _lastLine > TimeSpan.FromSeconds(5))
        {
            _lastLine = value.Elapsed;
            Console.WriteLine(value);
        }
    }
}
