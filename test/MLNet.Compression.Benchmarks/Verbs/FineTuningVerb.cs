using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How good a pretrained model becomes on public tasks.</summary>
internal static class FineTuningVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "A Hugging Face folder.", Required = true };
        var tasks = new NamedOption<FineTuningTask>("--tasks", "Which", FineTuningTask.All, task => task.Name);
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all.", DefaultValueFactory = _ => 0 };
        var dense = new Option<bool>("--dense-embeddings") { Description = "AdamW moves every embedding row in every step, as PyTorch's does." };
        var heldOut = new Option<bool>("--held-out") { Description = "Leaves out, and measures on, the training rows that other verbs hold out to choose recipes: for a teacher that has not seen them." };
        var export = new Option<DirectoryInfo?>("--export") { Description = "Receives a Hugging Face folder of each trained model." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs; those in it are not run again, unless --export asks for their models.", DefaultValueFactory = _ => new FileInfo("artifacts/fine-tuning.jsonl") };
        var command = new Command("fine-tuning", "Fine-tunes a pretrained model on public tasks through ML.NET and measures each once on its dev or test rows.") { data, checkpoint, tasks, seeds, threads, dense, heldOut, export, log };
        command.SetSitting(ownDisplay: true, run: (result, sitting) => Run(
            result.GetRequiredValue(data),
            result.GetRequiredValue(checkpoint),
            tasks.Read(result),
            result.GetRequiredValue(seeds),
            new FineTuningWay(result.GetValue(dense), result.GetValue(heldOut), result.GetRequiredValue(threads), result.GetValue(export)),
            new ResultLog<FineTuningResult>(result.GetRequiredValue(log)),
            sitting.Stop));
        return command;
    }

    private static void Run(DirectoryInfo data, DirectoryInfo checkpoint, IReadOnlyList<FineTuningTask> tasks, int[] seeds, FineTuningWay how, ResultLog<FineTuningResult> log, CancellationToken stop)
    {
        foreach (var seed in seeds)
        {
            foreach (var task in tasks)
            {
                var known = how.Export is null ? log.All.FirstOrDefault(result => result.Task == task.Name && result.Seed == seed && result.Dense == how.Dense && result.HeldOut == how.HeldOut) : null;
                var result = known ?? Measure(task, seed, data, checkpoint, how, log, stop);
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{task.Name}, seed {seed}: {string.Join(", ", result.Scores.Select(score => $"{score.Metric} {score.Value:F4}"))} in {result.Seconds:F0} s");
            }
        }
    }

    private static FineTuningResult Measure(FineTuningTask task, int seed, DirectoryInfo data, DirectoryInfo checkpoint, FineTuningWay how, ResultLog<FineTuningResult> log, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (train, test) = how.RowsOf(task, Path.Combine(data.FullName, task.Name));
        var watch = Stopwatch.StartNew();
        var scores = AnsiConsole.Progress().Start(context =>
        {
            var bar = context.AddTask($"{task.Name}, seed {seed}");
            var progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps));
            return task.Kind.Run(new MLContext(seed), train, test, new FineTuningSettings(checkpoint.FullName, task.Epochs, task.LearningRate, how.Dense, how.Threads, how.ExportOf(task, seed), progress, stop));
        });
        var result = new FineTuningResult(task.Name, seed, how.Dense, how.HeldOut, watch.Elapsed.TotalSeconds, scores);
        log.Add(result);
        return result;
    }
}
