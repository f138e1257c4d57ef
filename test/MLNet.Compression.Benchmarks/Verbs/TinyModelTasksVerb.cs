using System.CommandLine;
using System.Diagnostics;
using MLNet.Compression.Benchmarks.Comparisons;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.TinyModels;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What the pretrained tiny model is worth on tasks that it has not seen.</summary>
internal static class TinyModelTasksVerb
{
    private static readonly int[] _rows = [100, 1000, 0];

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder of the large model that the tiny one was made of.", Required = true };
        var tasks = new NamedOption<JudgedTask>("--tasks", "Which", JudgedTask.All, task => task.Name);
        var models = new NamedOption<JudgedModel>("--models", "Which", JudgedModel.All, model => model.Name);
        var rows = new Option<int[]>("--rows") { Description = "The most rows to learn from, spread over the training set; 0 for all.", DefaultValueFactory = _ => _rows, AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/tiny-model-tasks.jsonl") };
        var command = new Command("tiny-model-tasks", "Fine-tunes the tiny model on public tasks beside linear models, a static student and the model it was made of.")
        {
            data, checkpoint, tasks, models, rows, seeds, threads, log,
        };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(data),
            new ComparisonSettings(result.GetRequiredValue(checkpoint).FullName, StudentShape.TinyBert4, Sparsity: 0, Bits: 8, Rows: 0, Attacked: 0, result.GetValue(threads)) { Stop = sitting.Stop },
            [.. from task in tasks.Read(result) from count in result.GetRequiredValue(rows) from seed in result.GetRequiredValue(seeds) select (task, count, seed)],
            models.Read(result),
            new ResultLog<JudgedResult>(result.GetRequiredValue(log)),
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo data, ComparisonSettings settings, (JudgedTask Task, int Rows, int Seed)[] runs, IReadOnlyList<JudgedModel> models, ResultLog<JudgedResult> log, Sitting sitting)
    {
        foreach (var (task, rows, seed) in runs)
        {
            JudgedModel[] missing = [.. models.Where(model => !log.All.Any(result => (result.Task, result.Model, result.Rows, result.Seed) == (task.Name, model.Name, rows, seed)))];
            if (missing.Length > 0)
            {
                var run = new JudgedRun(task, Path.Combine(data.FullName, task.Name), seed, settings with { Rows = rows });
                foreach (var model in missing)
                {
                    sitting.Now(FormattableString.Invariant($"{task.Name}, {(rows == 0 ? "all" : rows)} rows, seed {seed}: {model.Name}"));
                    log.Add(Measure(run, model, seed));
                }
            }
        }

        AnsiConsole.Write(JudgedTable.Of(log.All));
    }

    private static JudgedResult Measure(JudgedRun run, JudgedModel model, int seed)
    {
        var watch = Stopwatch.StartNew();
        var fitted = model.Fit(run);
        var seconds = watch.Elapsed.TotalSeconds;
        var score = run.Rows.Score(fitted)[0];
        using var saved = new MemoryStream();
        run.Context.Model.Save(fitted, run.Rows.Test.Schema, saved);
        return new JudgedResult(run.Task.Name, model.Name, run.Settings.Rows, seed, score.Metric, score.Value, saved.Length, seconds);
    }
}
