using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How good a pretrained model becomes on public tasks.</summary>
internal static class FineTuningVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "A Hugging Face folder.", Required = true };
        var tasks = new Option<string[]>("--tasks") { Description = "Which: " + string.Join(", ", FineTuningTask.All.Select(task => task.Name)), DefaultValueFactory = _ => [.. FineTuningTask.All.Select(task => task.Name)], AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all.", DefaultValueFactory = _ => 0 };
        var dense = new Option<bool>("--dense-embeddings") { Description = "AdamW moves every embedding row in every step, as PyTorch's does." };
        var export = new Option<DirectoryInfo?>("--export") { Description = "Receives a Hugging Face folder of each trained model." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs; those in it are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/fine-tuning.jsonl") };
        var command = new Command("fine-tuning", "Fine-tunes a pretrained model on public tasks through ML.NET and measures each once on its dev or test rows.") { data, checkpoint, tasks, seeds, threads, dense, export, log };
        command.SetAction(result => Run(
            result.GetRequiredValue(data),
            result.GetRequiredValue(checkpoint),
            [.. FineTuningTask.All.Where(task => result.GetRequiredValue(tasks).Contains(task.Name))],
            result.GetRequiredValue(seeds),
            (result.GetValue(dense), result.GetRequiredValue(threads), result.GetValue(export)),
            new FineTuningLog(result.GetRequiredValue(log))));
        return command;
    }

    private static void Run(DirectoryInfo data, DirectoryInfo checkpoint, FineTuningTask[] tasks, int[] seeds, (bool Dense, int Threads, DirectoryInfo? Export) how, FineTuningLog log)
    {
        foreach (var seed in seeds)
        {
            foreach (var task in tasks)
            {
                var result = log.Find(task.Name, seed) ?? Measure(task, seed, data, checkpoint, how, log);
                AnsiConsole.MarkupLineInterpolated($"{task.Name}, seed {seed}: {string.Join(", ", result.Scores.Select(score => $"{score.Metric} {score.Value:F4}"))} in {result.Seconds:F0} s");
            }
        }
    }

    private static FineTuningResult Measure(FineTuningTask task, int seed, DirectoryInfo data, DirectoryInfo checkpoint, (bool Dense, int Threads, DirectoryInfo? Export) how, FineTuningLog log)
    {
        var (train, test) = task.Read(Path.Combine(data.FullName, task.Name));
        var watch = Stopwatch.StartNew();
        var scores = AnsiConsole.Progress().Start(context =>
        {
            var bar = context.AddTask($"{task.Name}, seed {seed}");
            var progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps));
            return task.Kind.Run(new MLContext(seed), train, test, new FineTuningSettings(checkpoint.FullName, task.Epochs, task.LearningRate, how.Dense, how.Threads, how.Export is null ? null : Path.Combine(how.Export.FullName, $"{task.Name}-{seed}"), progress));
        });
        var result = new FineTuningResult(task.Name, seed, watch.Elapsed.TotalSeconds, scores);
        log.Add(result);
        return result;
    }
}
