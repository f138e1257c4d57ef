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
        var rows = new Option<int>("--rows") { Description = "Rows to choose by, and to round by.", DefaultValueFactory = _ => 256 };
        var byMeasure = new Option<bool>("--by-measure") { Description = "Chooses by what is measured; otherwise by the estimate." };
        var measured = new Option<int>("--measured") { Description = "Rows to measure on what each matrix alone changes in each format; 0 for not." };
        var dev = new Option<bool>("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set." };
        var command = new Command("allocation", "Chooses the format of each matrix of a model within budgets, rounds to the nearest and by a sample of rows, and measures what is left.")
        {
            data, model, task, bytes, bits, rows, byMeasure, measured, dev,
        };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(model),
            DistillationRows.Of(task.Read(result).Single(), Path.Combine(result.GetRequiredValue(data).FullName, task.Read(result).Single().Name), int.MaxValue, result.GetValue(dev)),
            [
                .. result.GetRequiredValue(bytes).Select(budget => new BitAllocation(budget)
                {
                    Schemes = [.. result.GetRequiredValue(bits).Select(QuantizationScheme.LearnedStep)],
                    Rows = result.GetValue(rows),
                    IsMeasured = result.GetValue(byMeasure),
                }),
            ],
            result.GetValue(measured),
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo folder, DistillationRows rows, IReadOnlyList<BitAllocation> allocations, int measured, Sitting sitting)
    {
        var ml = new MLContext(1);
        using var model = Distilling.DistillationTeacher.Load(ml, folder, rows.Train);
        var results = new Table().Title($"{rows.Judges.Count} rows; unrounded: {DistillationMeasure.Of(model, model, rows.Judges)}").MarkdownBorder();
        results.AddColumns("budget", "rounding", "accuracy", "label loyalty", "probability loyalty", "bytes");
        AllocationReport? report = null;
        foreach (var (allocation, rounding) in allocations.SelectMany(allocation => new[] { WeightRounding.Nearest, WeightRounding.Calibrated(allocation.Rows) }.Select(rounding => (allocation, rounding))))
        {
            sitting.Now($"{allocation.Bytes:N0} bytes, {rounding}");
            var options = new QuantizationEstimator.Options { Allocation = allocation, Rounding = rounding, CancellationToken = sitting.Stop };
            using var rounded = ml.MulticlassClassification.Trainers.Quantize(model, options).Fit(ml.Data.LoadFromEnumerable(rows.Train));
            var quality = DistillationMeasure.Of(rounded, model, rows.Judges);
            report = rounded.Report.Stages[^1].Allocation!;
            results.AddRow(
                $"{allocation.Bytes:N0}", $"{rounding}", $"{quality.Accuracy:F4}", $"{quality.LabelLoyalty:F4}", $"{quality.ProbabilityLoyalty:F4}", $"{rounded.Model.SizeInBytes:N0}");
            if (rounding == WeightRounding.Nearest)
            {
                Console.WriteLine(report);
            }
        }

        AnsiConsole.Write(results);
        if (measured > 0)
        {
            WriteMeasured(new MeasuredSensitivity(model.Model, [.. rows.Judges.Take(measured)]).Of(report!, allocations[^1], sitting.Stop), sitting);
        }
    }

    private static void WriteMeasured(IEnumerable<(string Name, AllocationCandidate Candidate, double Measured)> candidates, Sitting sitting)
    {
        var (table, pairs) = (new Table().MarkdownBorder(), new List<(double Estimated, double Measured)>());
        table.AddColumns("matrix", "format", "estimated", "measured");
        foreach (var (name, candidate, measured) in candidates)
        {
            sitting.Now($"{name}, {candidate.Scheme}");
            table.AddRow(name, $"{candidate.Scheme}", $"{candidate.Sensitivity:0.0e+0}", $"{measured:0.0e+0}");
            pairs.Add((candidate.Sensitivity, measured));
        }

        AnsiConsole.Write(table);
        double[] first = Ranks([.. pairs.Select(pair => pair.Estimated)]);
        double[] second = Ranks([.. pairs.Select(pair => pair.Measured)]);
        var middle = (pairs.Count - 1) / 2.0;
        var correlation = first.Zip(second, (a, b) => (a - middle) * (b - middle)).Sum() / first.Sum(a => (a - middle) * (a - middle));
        Console.WriteLine($"rank correlation {correlation:F3}");
    }

    private static double[] Ranks(double[] values) => [.. values.Select(value => (double)values.Count(other => other < value))];
}
