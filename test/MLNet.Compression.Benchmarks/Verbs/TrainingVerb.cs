using System.CommandLine;
using MLNet.Compression.Benchmarks.Products;
using MLNet.Compression.Benchmarks.Steps;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Training steps as shares of what the processor can do.</summary>
internal static class TrainingVerb
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var steps = new Option<int>("--steps") { Description = "Steps of each row; the median counts.", DefaultValueFactory = _ => 24 };
        var only = new Option<string>("--only") { Description = "Only rows whose name contains this.", DefaultValueFactory = _ => "" };
        var command = new Command("training", "Tokens a second of whole training steps, and the linear layers' share of the multiply-add ceiling measured beside them.") { threads, steps, only };
        command.SetAction(result => Run(result.GetRequiredValue(threads), result.GetRequiredValue(steps), result.GetRequiredValue(only)));
        return command;
    }

    private static void Run(int threads, int steps, string only)
    {
        using var products = new ProductBench(threads, rounds: 40);
        var table = new Table().Title($"{threads} thread{(threads == 1 ? "" : "s")}, AdamW, dropout 0.1");
        table.AddColumns("model", "batch", "ms a step", "tokens/s", "GFLOPS", "ceiling", "share");
        foreach (var test in TrainingCase.All.Where(test => test.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var seconds = StepBench.Measure(test, threads, steps);
            var ceiling = products.MeasureCeiling();
            var gflops = test.FlopsPerStep / seconds / 1e9;
            table.AddRow(
                test.Name, $"{test.Sequences} x {test.Tokens}", $"{seconds * 1e3:F0}", $"{test.TokensPerStep / seconds:N0}", $"{gflops:F0}", $"{ceiling:F0}", $"{gflops / ceiling:P0}");
        }

        AnsiConsole.Write(table);
    }
}
