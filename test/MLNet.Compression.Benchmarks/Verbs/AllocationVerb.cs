using System.CommandLine;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounding;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a model loses when its formats are chosen within budgets of bytes.</summary>
internal static class AllocationVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var model = new Option<DirectoryInfo>("--model") { Description = "The Hugging Face folder of a model that is fine-tuned for the task (fine-tuning --export).", Required = true };
        var task = new NamedOption<FineTuningTask>("--task", "Which", FineTuningTask.All, each => each.Name, "trec");
        var bytes = new Option<long[]>("--bytes") { Description = "Budgets.", Required = true, AllowMultipleArgumentsPerToken = true };
        var bits = new Option<int[]>("--bits") { Description = "Bits of learnt steps to choose from.", DefaultValueFactory = _ => [2, 3, 4, 6, 8], AllowMultipleArgumentsPerToken = true };
        var rows = new Option<int>("--rows") { Description = "Rows to choose by.", DefaultValueFactory = _ => 256 };
        var measured = new Option<bool>("--measured") { Description = "Chooses by what is measured too, and compares that with the estimate." };
        var dev = new Option<bool>("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set." };
        var command = new Command("allocation", "Chooses the format of each matrix of a model within budgets, rounds to the nearest and by a sample of rows, and measures what is left.")
        {
            data, model, task, bytes, bits, rows, measured, dev,
        };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(model),
            DistillationRows.Of(task.Read(result).Single(), Path.Combine(result.GetRequiredValue(data).FullName, task.Read(result).Single().Name), int.MaxValue, result.GetValue(dev)),
            [
                .. result.GetRequiredValue(bytes).Select(budget => new BitAllocation(budget)
                {
                    Schemes = [.. result.GetRequiredValue(bits).Select(QuantizationScheme.LearnedStep)],
                    Rows = result.GetValue(rows),
                }),
            ],
            result.GetValue(measured),
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo folder, DistillationRows rows, IReadOnlyList<BitAllocation> allocations, bool measures, Sitting sitting)
    {
        var ml = new MLContext(1);
        using var model = Distilling.DistillationTeacher.Load(ml, folder, rows.Train);
        var runs = new AllocationRuns(ml, model, rows, sitting.Stop);
        foreach (var allocation in allocations)
        {
            sitting.Now($"{allocation.Bytes:N0} bytes");
            var estimated = runs.Run(allocation);
            Console.WriteLine(estimated);
            if (measures)
            {
                sitting.Now($"{allocation.Bytes:N0} bytes, measured");
                var measured = runs.Run(allocation with { IsMeasured = true });
                Console.WriteLine(measured);
                Console.WriteLine($"rank correlation {AllocationRuns.RankCorrelation(estimated, measured):F3}");
            }
        }

        AnsiConsole.Write(runs.Results);
    }
}
