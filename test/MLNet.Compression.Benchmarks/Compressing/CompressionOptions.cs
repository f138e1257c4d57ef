using System.CommandLine;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Verbs;

namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>The options of a verb that compresses a model in several ways.</summary>
internal sealed class CompressionOptions
{
    private readonly Option<DirectoryInfo> _data = new("--data") { Description = "The folder of the tasks' folders.", Required = true };
    private readonly Option<DirectoryInfo> _teacher = new("--teacher") { Description = "The Hugging Face folder of the teacher, fine-tuned for the task (fine-tuning --export).", Required = true };
    private readonly Option<string?> _student = new("--student") { Description = "The size of a student that is distilled first; without it the teacher itself is compressed." };
    private readonly Option<DirectoryInfo> _students = new("--students") { Description = "Keeps distilled students.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/students") };
    private readonly NamedOption<FineTuningTask> _task = new("--task", "Which", FineTuningTask.All, each => each.Name, "sst2");
    private readonly Option<int> _rows = new("--rows") { Description = "Training rows.", DefaultValueFactory = _ => 8000 };
    private readonly Option<int[]> _seeds = new("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _dev = new("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set, on which recipes are chosen." };
    private readonly Option<FileInfo> _log;

    public CompressionOptions(Command command)
    {
        _log = new("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo($"artifacts/{command.Name}.jsonl") };
        foreach (var option in (Option[])[_data, _teacher, _student, _students, _task, _rows, _seeds, _dev, _log])
        {
            command.Add(option);
        }
    }

    /// <summary>A value, or several, for each of which there is a run.</summary>
    public static Option<double[]> Numbers(string name, string description, double value) =>
        new(name) { Description = description, DefaultValueFactory = _ => [value], AllowMultipleArgumentsPerToken = true };

    /// <summary>Passes over the rows.</summary>
    public static Option<int[]> Epochs(int usual) =>
        new("--epochs") { Description = "Passes over the rows.", DefaultValueFactory = _ => [usual], AllowMultipleArgumentsPerToken = true };

    /// <summary>Runs what is not in the log yet.</summary>
    /// <returns>The plan, and all that the log has then.</returns>
    public (CompressionPlan Plan, IReadOnlyList<CompressionResult> Results) Run(ParseResult result, IReadOnlyList<CompressionWay> ways, CancellationToken stop)
    {
        var plan = new CompressionPlan(
            result.GetRequiredValue(_data),
            result.GetRequiredValue(_teacher),
            result.GetValue(_student) is { } shape ? StudentShape.Parse(shape) : null,
            result.GetRequiredValue(_students),
            _task.Read(result).Single(),
            result.GetValue(_rows),
            result.GetValue(_dev));
        var log = new ResultLog<CompressionResult>(result.GetRequiredValue(_log));
        plan.Run(ways, result.GetRequiredValue(_seeds), log, stop);
        return (plan, log.All);
    }
}
