using System.CommandLine;
using System.Globalization;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What 8-bit scoring changes on real text.</summary>
internal static class AgreementVerb
{
    private static readonly double[] _shares = [0.5, 0.9, 0.99, 1];

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var model = new Option<DirectoryInfo>("--model") { Description = "The folder that fine-tuning --export wrote.", Required = true };
        var task = new NamedOption<FineTuningTask>("--task", "A classification", FineTuningTask.All, t => t.Name, "sst2") { AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.ExactlyOne };
        var command = new Command("agreement", "Compares int8 scoring of a trained model with fp32 on a task's dev or test rows.") { data, model, task };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(data),
            result.GetRequiredValue(model),
            task.Read(result).Single(),
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo data, DirectoryInfo model, FineTuningTask task, Sitting sitting)
    {
        sitting.Now($"{task.Name}: scoring in fp32 and in int8");
        var rows = task.Read(Path.Combine(data.FullName, task.Name)).Test;
        var bench = new AgreementBench(model.FullName, rows);
        var truth = rows.Select(row => bench.Labels.ToList().IndexOf(row.Label)).ToArray();
        var (exact, rounded, int8) = bench.Run();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{rows.Count} rows; accuracy: fp32 {Share(exact, truth):F4}, weights rounded {Share(rounded, truth):F4}, int8 {Share(int8, truth):F4}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"label agreement: int8 with fp32 {Share(int8, Classes(exact)):F4}, int8 with rounded weights {Share(int8, Classes(rounded)):F4}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"int8 from rounded weights, logits: {Deviations(int8, rounded)}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"int8 from fp32, logits: {Deviations(int8, exact)}");
    }

    private static int[] Classes(float[][] logits) => [.. logits.Select(row => Array.IndexOf(row, row.Max()))];

    private static double Share(float[][] logits, int[] classes) => Classes(logits).Zip(classes).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    /// <summary>Deviations that a share of all logits stays within, in multiples of the logits' standard deviation.</summary>
    private static string Deviations(float[][] logits, float[][] expected)
    {
        var all = expected.SelectMany(row => row).ToArray();
        var mean = all.Average();
        var deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
        var errors = logits.SelectMany(row => row).Zip(all, (a, b) => Math.Abs(a - b) / deviation).Order().ToArray();
        return string.Join(", ", _shares.Select(share => $"{share:P0} within {errors[(int)Math.Ceiling(share * errors.Length) - 1]:F4}")) + " standard deviations";
    }
}
