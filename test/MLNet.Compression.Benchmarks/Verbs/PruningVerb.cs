using System.CommandLine;
using MLNet.Compression.Benchmarks.Compressing;
using MLNet.Compression.Benchmarks.Pruning;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What is left of a model when parts of it are removed.</summary>
internal static class PruningVerb
{
    public static Command Create()
    {
        var command = new Command("pruning", "Prunes a model in every combination of the given ways, and measures what is left: accuracy, loyalty, bytes and time in int8.");
        var shared = new CompressionOptions(command);
        var units = new NamedOption<Named<PruningUnit>>("--units", "What goes as a whole", PruningChoices.Units, each => each.Name, "16x4");
        var measures = new NamedOption<Named<PruningMeasure>>("--measures", "What it is worth", PruningChoices.Measures, each => each.Name, "magnitude");
        var ramps = new NamedOption<Named<PruningRamp>>("--ramps", "How the share rises", PruningChoices.Ramps, each => each.Name, "cubic");
        var rankings = new NamedOption<PruningRanking>("--rankings", "Who competes", Enum.GetValues<PruningRanking>(), each => each.ToString(), nameof(PruningRanking.PerMatrix));
        var sparsities = CompressionOptions.Numbers("--sparsities", "The shares that go.", 0.75);
        var rampShares = CompressionOptions.Numbers("--ramp-shares", "The shares of the steps after which masks stay.", 0.6);
        var rates = CompressionOptions.Numbers("--rates", "Peak learning rates.", 3e-4);
        var hidden = CompressionOptions.Numbers("--hidden", "Weights of the unpruned model's hidden states.", 2);
        var quick = new Option<double[]>("--quick") { Description = "Shares of the multiply-adds that go without training; with these alone unless --sparsities are given.", AllowMultipleArgumentsPerToken = true };
        var epochs = CompressionOptions.Epochs(3);
        foreach (var option in (Option[])[units, measures, ramps, rankings, sparsities, rampShares, rates, hidden, quick, epochs])
        {
            command.Add(option);
        }

        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            CompressionWay[] ways =
            [
                new DenseWay(),
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
            ];
            var (plan, results) = shared.Run(result, ways, sitting.Stop);
            foreach (var table in PruningTable.Of(plan, results))
            {
                AnsiConsole.Write(table);
            }
        });
        return command;
    }
}
