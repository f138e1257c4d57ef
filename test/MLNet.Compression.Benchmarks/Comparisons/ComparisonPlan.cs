using System.Text.Json;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Compares teacher, student and each stage of its compression on some tasks.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Models">Keeps models.</param>
/// <param name="Settings">How models are made.</param>
internal sealed record ComparisonPlan(DirectoryInfo Data, DirectoryInfo Models, ComparisonSettings Settings)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Runs what is not in the log yet.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="stages">The names of the models that are measured.</param>
    /// <param name="seeds">A run for each.</param>
    /// <param name="log">What was measured.</param>
    /// <returns>All results of the plan.</returns>
    public IReadOnlyList<ComparisonResult> Run(IReadOnlyList<ComparedTask> tasks, IReadOnlyList<string> stages, IReadOnlyList<int> seeds, ResultLog<ComparisonResult> log)
    {
        foreach (var (seed, task) in seeds.SelectMany(seed => tasks.Select(task => (seed, task))))
        {
            string[] missing = [.. stages.Where(name => !log.All.Any(result => result.Plan == Settings.Name && result.Task == task.Name && result.Seed == seed && result.Model == name))];
            if (missing.Length > 0)
            {
                AnsiConsole.Progress().Start(context => Run(task, seed, missing, log, context));
            }
        }

        return [.. log.All.Where(result => result.Plan == Settings.Name && tasks.Any(task => task.Name == result.Task))];
    }

    /// <summary>Writes results as JSON.</summary>
    public static void Write(FileInfo file, IReadOnlyList<ComparisonResult> results)
    {
        file.Directory!.Create();
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(results, _indented) + Environment.NewLine);
    }

    private void Run(ComparedTask task, int seed, string[] names, ResultLog<ComparisonResult> log, ProgressContext context)
    {
        var ml = new MLContext(seed);
        var rows = task.Read(ml, Path.Combine(Data.FullName, task.Name), Settings.Rows);
        var bar = context.AddTask(Markup.Escape($"{task.Name}, seed {seed}"));
        var settings = Settings with { Progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps)) };
        var models = new ComparisonModels(task, rows, seed, settings, Models);
        foreach (var name in names)
        {
            Settings.Stop.ThrowIfCancellationRequested();
            bar.Description = Markup.Escape($"{task.Name}, seed {seed}: {name}");
            log.Add(Measure(ml, task, rows, models, name, seed));
        }
    }

    private ComparisonResult Measure(MLContext ml, ComparedTask task, ComparedRows rows, ComparisonModels models, string name, int seed)
    {
        var (model, teacher) = (models.Of(name), models.Of(ComparisonModels.Names[0]));
        TaskScore[] scores =
        [
            .. rows.Score(model),
            .. ReferenceEquals(model, teacher) ? [] : task.Loyalty(ml, rows, model, teacher),
            .. Settings.Attacked == 0 ? [] : task.Robustness(ml, rows, model, Settings),
        ];
        var cost = ml.EvaluateCost(rows.Test, model, new CostOptions { Rows = 500, Passes = 1, CancellationToken = Settings.Stop });
        return new ComparisonResult(Settings.Name, task.Name, name, seed, scores, cost, RunEnvironment.Current(Settings.Threads).Processor);
    }
}
