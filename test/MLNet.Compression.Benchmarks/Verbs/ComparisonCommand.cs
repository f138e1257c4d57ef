using System.CommandLine;
using MLNet.Compression.Benchmarks.Comparisons;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>A teacher, its student and each stage of the student's compression on public tasks, by every measure there is.</summary>
internal static class ComparisonCommand
{
    /// <param name="name">The verb.</param>
    /// <param name="what">On what.</param>
    /// <param name="all">The tasks.</param>
    public static Command Of(string name, string what, IReadOnlyList<ComparedTask> all)
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder that teachers are fine-tuned from.", Required = true };
        var tasks = new NamedOption<ComparedTask>("--tasks", "Which", all, task => task.Name);
        var stages = new NamedOption<string>("--stages", "Which models are measured; those that they are made of are made all the same", ComparisonModels.Names, stage => stage);
        var student = new Option<string>("--student") { Description = "The student's size.", DefaultValueFactory = _ => "4x312x12x1200" };
        var sparsity = new Option<double>("--sparsity") { Description = "The share of blocks that pruning takes out.", DefaultValueFactory = _ => 0.75 };
        var bits = new Option<int>("--bits") { Description = "Bits of a weight in the end.", DefaultValueFactory = _ => 8 };
        var rows = new Option<int>("--rows") { Description = "The most rows that models learn from, spread over the training set; 0 for all." };
        var attacked = new Option<int>("--attacked") { Description = "Rows that are attacked; 0 for none." };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all." };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var models = new Option<DirectoryInfo>("--models") { Description = "Keeps models; what is there is not made again.", DefaultValueFactory = _ => new DirectoryInfo($"artifacts/{name}") };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished measurements, which are not made again.", DefaultValueFactory = _ => new FileInfo($"artifacts/{name}.jsonl") };
        var json = new Option<FileInfo?>("--json") { Description = "Receives all results as one JSON document." };
        var command = new Command(name, $"Compares a teacher, its student and each stage of its compression on {what}: scores, loyalty, attacks, size, work, speed and memory.")
        {
            data, checkpoint, tasks, stages, student, sparsity, bits, rows, attacked, threads, seeds, models, log, json,
        };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var settings = new ComparisonSettings(
                result.GetRequiredValue(checkpoint).FullName,
                StudentShape.Parse(result.GetRequiredValue(student)),
                result.GetValue(sparsity),
                result.GetValue(bits),
                result.GetValue(rows),
                result.GetValue(attacked),
                result.GetValue(threads))
            {
                Stop = sitting.Stop,
            };
            var plan = new ComparisonPlan(result.GetRequiredValue(data), result.GetRequiredValue(models), settings);
            Print(plan.Run(tasks.Read(result), stages.Read(result), result.GetRequiredValue(seeds), new ResultLog<ComparisonResult>(result.GetRequiredValue(log))), result.GetValue(json));
        });
        return command;
    }

    private static void Print(IReadOnlyList<ComparisonResult> results, FileInfo? json)
    {
        foreach (var task in results.Select(result => result.Task).Distinct())
        {
            foreach (var table in ComparisonTable.Of(task, results))
            {
                AnsiConsole.Write(table);
            }
        }

        if (json is not null)
        {
            ComparisonPlan.Write(json, results);
        }
    }
}
