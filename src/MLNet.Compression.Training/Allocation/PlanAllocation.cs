using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Allocation;

/// <summary>Chooses a number format for each matrix such that what all lose, each taken alone, sums to the least within the budget.</summary>
internal static class PlanAllocation
{
    /// <summary>What the names of formats may add to the head of a file.</summary>
    private const int BytesOfNames = 256;

    /// <summary>Chooses.</summary>
    /// <param name="model">The model, with masks on what is removed; not changed.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="allocation">Budget and formats.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">No choice keeps the budget, there are no rows, or they or the formats don't fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static AllocationReport Run(TextModel model, TextDataset data, BitAllocation allocation, TrainingEnvironment environment)
    {
        var parts = AllocationParts.Of(model, allocation);
        var loss = LossOf(model, parts, data, allocation, environment);
        var setting = new QuantizerSetting(environment) { RowCounts = PieceCounts.Of([data], model.Shape.VocabularySize) };
        var measure = new CandidateMeasure(loss, setting, model.Encoder.Embeddings.Words);
        var candidates = parts.Select(measure.Of).ToArray();
        var others = CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes
            - parts.SelectMany(part => part.Weights).Sum(weight => CompressedModelEncoder.Encode(weight, ValueFormat.Float32).SizeInBytes) + BytesOfNames;
        var chosen = BudgetChoice.Run(candidates, allocation.Bytes - others) ?? throw new ArgumentException(
            FormattableString.Invariant($"The model takes {others + candidates.Sum(part => part.Min(candidate => candidate.Bytes)):N0} bytes at least in the formats to choose from, but {allocation.Bytes:N0} are allowed: ")
            + "allow more, give formats of fewer bits, or reduce the vocabulary before.");
        var plan = parts.Zip(chosen).Aggregate(QuantizationPlan.Int8, (before, part) => part.First.Assign(before, part.Second.Scheme));
        var report = new AllocationReport(
            plan, [.. parts.Select((part, i) => new AllocatedPart(part.Name, part.Weights.Sum(weight => weight.Count), chosen[i], candidates[i]))]);
        environment.Log($"formats chosen:{Environment.NewLine}{report}");
        return report;
    }

    private static RoundingLoss LossOf(TextModel model, IReadOnlyList<AllocationPart> parts, TextDataset data, BitAllocation allocation, TrainingEnvironment environment)
    {
        if (!allocation.IsMeasured)
        {
            return FisherDiagonal.Of(model, parts.SelectMany(part => part.Weights), data, allocation.Rows, environment);
        }

        if (data.Count == 0)
        {
            throw new ArgumentException("The data has no rows.", nameof(data));
        }

        DatasetCheck.RequireTokens(data, model);
        return new MeasuredDivergence(model, new RowSample(data, allocation.Rows, environment.Seed), parts.Sum(part => part.Schemes.Count), environment);
    }
}
