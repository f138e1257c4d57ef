using System.CommandLine;
using MLNet.Compression.Benchmarks.Pruning;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What is left of a model when parts of it are removed.</summary>
internal static class PruningVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var teacher = new Option<DirectoryInfo>("--teacher") { Description = "The Hugging Face folder of the teacher, fine-tuned for the task (fine-tuning --export).", Required = true };
        var student = new Option<string?>("--student") { Description = "The size of a student that is distilled and then pruned; without it the teacher itself is pruned." };
        var students = new Option<DirectoryInfo>("--students") { Description = "Keeps distilled students.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/students") };
        var task = new NamedOption<FineTuningTask>("--task", "Which", FineTuningTask.All, each => each.Name, "sst2");
        var units = new NamedOption<Named<PruningUnit>>("--units", "What goes as a whole", PruningChoices.Units, each => each.Name, "16x4");
        var measures = new NamedOption<Named<PruningMeasure>>("--measures", "What it is worth", PruningChoices.Measures, each => each.Name, "magnitude");
        var ramps = new NamedOption<Named<PruningRamp>>("--ramps", "How the share rises", PruningChoices.Ramps, each => each.Name, "cubic");
        var rankings = new NamedOption<PruningRanking>("--rankings", "Who competes", Enum.GetValues<PruningRanking>(), each => each.ToString(), nameof(PruningRanking.PerMatrix));
        var sparsities = Numbers("--sparsities", "The shares that go.", 0.75);
        var rampShares = Numbers("--ramp-shares", "The shares of the steps after which masks stay.", 0.6);
        var rates = Numbers("--rates", "Peak learning rates.", 3e-4);
        var hidden = Numbers("--hidden", "Weights of the unpruned model's hidden states.", 2);
        var quick = new Option<double[]>("--quick") { Description = "Shares of the multiply-adds that go without training; with these alone unless --sparsities are given.", AllowMultipleArgumentsPerToken = true };
        var rows = new Option<int>("--rows") { Description = "Training rows.", DefaultValueFactory = _ => 8000 };
        var epochs = new Option<int[]>("--epochs") { Description = "Passes over them.", DefaultValueFactory = _ => [3], AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var dev = new Option<bool>("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set, on which recipes are chosen." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/pruning.jsonl") };
        var command = new Command("pruning", "Prunes a model in every combination of the given ways, and measures what is left: accuracy, loyalty, bytes and time in int8.")
        {
            data, teacher, student, students, task, units, measures, ramps, rankings, sparsities, rampShares, rates, hidden, quick, rows, epochs, seeds, dev, log,
        };
        command.SetSitting(ownDisplay: true, run: (result, sitting) => Run(
            new PruningPlan(
                result.GetRequiredValue(data),
                result.GetRequiredValue(teacher),
                result.GetValue(student) is { } shape ? StudentShape.Parse(shape) : null,
                result.GetRequiredValue(students),
                task.Read(result).Single(),
                result.GetValue(rows),
                result.GetValue(dev)),
            [
                null,
                .. from share in result.GetValue(quick) ?? []
                   from useLabels in new[] { false, true }
                   select new QuickWay(share, useLabels),
                .. from unit in units.Read(result)
                   from measure in measures.Read(result)
                   from sparsity in result.GetResult(quick) is null || result.GetResult(sparsities) is { Implicit: false } ? result.GetRequiredValue(sparsities) : []
                   from ranking in rankings.Read(result)
                   from ramp in ramps.Read(result)
                   from rampShare in result.GetRequiredValue(rampShares)
                   from rate in result.GetRequiredValue(rates)
                   from weight in result.GetRequiredValue(hidden)
                   from passes in result.GetRequiredValue(epochs)
                   select new PruningSetting(unit, measure, sparsity, ranking, ramp, rampShare, rate, weight, passes),
            ],
            result.GetRequiredValue(seeds),
            new ResultLog<PruningResult>(result.GetRequiredValue(log)),
            sitting.Stop));
        return command;
    }

    private static Option<double[]> Numbers(string name, string description, double value) =>
        new(name) { Description = description, DefaultValueFactory = _ => [value], AllowMultipleArgumentsPerToken = true };

    private static void Run(PruningPlan plan, PruningWay?[] ways, int[] seeds, ResultLog<PruningResult> log, CancellationToken stop)
    {
        foreach (var (seed, way) in seeds.SelectMany(seed => ways.Select(way => (seed, way))))
        {
            stop.ThrowIfCancellationRequested();
            var name = way?.ToString() ?? PruningPlan.Dense;
            if (!log.All.Any(result => result.Plan == plan.Name && result.Setting == name && result.Seed == seed))
            {
                log.Add(AnsiConsole.Progress().Start(context => plan.Run(way, seed, context.AddTask($"{name}, seed {seed}"), stop)));
            }
        }

        AnsiConsole.Write(PruningTable.Of(plan, log.All));
    }
}
