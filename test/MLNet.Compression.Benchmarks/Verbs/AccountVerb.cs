using System.CommandLine;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.Steps;
using MLNet.Compression.Training.Autograd;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Where the time of a training step goes.</summary>
internal static class AccountVerb
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var steps = new Option<int>("--steps") { Description = "Steps to add up.", DefaultValueFactory = _ => 12 };
        var only = new Option<string>("--only") { Description = "Only rows whose name contains this.", DefaultValueFactory = _ => "" };
        var command = new Command("account", "Milliseconds of a training step by operation, forward and backward.") { threads, steps, only };
        command.SetSitting((result, sitting) => Run(result.GetRequiredValue(threads), result.GetRequiredValue(steps), result.GetRequiredValue(only), sitting));
        return command;
    }

    private static void Run(int threads, int steps, string only, Sitting sitting)
    {
        Machine.Write();
        foreach (var test in TrainingCase.All.Where(test => test.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            sitting.Now($"{test.Name}, {test.Sequences} x {test.Tokens}");
            var times = new OperationTimes();
            _ = StepBench.Measure(test, threads, steps, times);
            var all = times.Seconds.Sum(part => part.Forward + part.Backward);
            var table = new Table().Title($"{test.Name}, {test.Sequences} x {test.Tokens}, {threads} thread{(threads == 1 ? "" : "s")}: ms a step");
            table.AddColumns("part", "forward", "backward", "share");
            foreach (var (name, forward, backward) in times.Seconds.OrderByDescending(part => part.Forward + part.Backward))
            {
                table.AddRow(name.Replace("Operation", "", StringComparison.Ordinal), $"{forward / steps * 1e3:F1}", $"{backward / steps * 1e3:F1}", $"{(forward + backward) / all:P1}");
            }

            AnsiConsole.Write(table);
        }
    }
}
