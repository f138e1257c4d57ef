using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Rounding;

/// <summary>Models whose formats were chosen, rounded to the nearest and by a sample, in a table.</summary>
/// <param name="ml">The context.</param>
/// <param name="model">The model.</param>
/// <param name="rows">Rows to choose and round by, and to measure on.</param>
/// <param name="stop">Ends the work.</param>
internal sealed class AllocationRuns(MLContext ml, TextModelTransformer model, DistillationRows rows, CancellationToken stop)
{
    /// <summary>A row for each model.</summary>
    public Table Results { get; } = new Table().Title($"{rows.Judges.Count} rows; unrounded: {DistillationMeasure.Of(model, model, rows.Judges)}").MarkdownBorder()
        .AddColumns("budget", "chosen by", "rounding", "accuracy", "label loyalty", "probability loyalty", "bytes");

    /// <summary>Chooses formats, and rounds to them in both ways.</summary>
    public AllocationReport Run(BitAllocation allocation)
    {
        var report = Add(new QuantizationEstimator.Options { Allocation = allocation }, allocation)!;
        Add(new QuantizationEstimator.Options { Plan = report.Plan, Rounding = WeightRounding.Calibrated() }, allocation);
        return report;
    }

    /// <summary>Spearman's correlation of what two reports say of the same candidates.</summary>
    public static double RankCorrelation(AllocationReport first, AllocationReport second)
    {
        var (a, b) = (Ranks(first), Ranks(second));
        var middle = (a.Length - 1) / 2.0;
        return a.Zip(b, (x, y) => (x - middle) * (y - middle)).Sum() / a.Sum(x => (x - middle) * (x - middle));
    }

    private AllocationReport? Add(QuantizationEstimator.Options options, BitAllocation allocation)
    {
        options.CancellationToken = stop;
        using var rounded = ml.MulticlassClassification.Trainers.Quantize(model, options).Fit(ml.Data.LoadFromEnumerable(rows.Train));
        var quality = DistillationMeasure.Of(rounded, model, rows.Judges);
        Results.AddRow(
            $"{allocation.Bytes:N0}",
            allocation.IsMeasured ? "measure" : "estimate",
            $"{options.Rounding}",
            $"{quality.Accuracy:F4}",
            $"{quality.LabelLoyalty:F4}",
            $"{quality.ProbabilityLoyalty:F4}",
            $"{rounded.Model.SizeInBytes:N0}");
        return rounded.Allocation;
    }

    private static double[] Ranks(AllocationReport report)
    {
        double[] values = [.. report.Parts.SelectMany(part => part.Candidates).Select(candidate => candidate.Sensitivity)];
        return [.. values.Select(value => (double)values.Count(other => other < value))];
    }
}
