using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Allocation;

/// <summary>Chooses a number format for each matrix such that what all lose, each taken alone, sums to the least within the budgets.</summary>
internal static class PlanAllocation
{
    /// <summary>What the names of formats may add to the head of a file.</summary>
    private const int BytesOfNames = 256;

    private const double LeastMilliseconds = 1e-7;

    /// <summary>Chooses.</summary>
    /// <param name="model">The model, with masks on what is removed; not changed.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="allocation">Budgets and formats.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <param name="folder">Where measured times are kept for the time that the run is resumed; null for nowhere.</param>
    /// <exception cref="ArgumentException">No choice keeps the budgets, there are no rows, or they or the formats don't fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static AllocationReport Run(TextModel model, TextDataset data, BitAllocation allocation, TrainingEnvironment environment, string? folder = null)
    {
        var times = TimesOf(model, allocation, folder);
        var parts = AllocationParts.Of(model, allocation);
        var loss = LossOf(model, parts, data, allocation, environment);
        var setting = new QuantizerSetting(environment) { RowCounts = PieceCounts.Of([data], model.Shape.VocabularySize) };
        var measure = new CandidateMeasure(loss, setting, model.Encoder.Embeddings.Words) { Stored = times is null ? null : times.Add };
        var candidates = parts.Select(measure.Of).ToArray();
        if (times is not null)
        {
            Measure(times, model, data, parts, setting);
            candidates = [.. parts.Zip(candidates, (part, own) => own.Select(candidate => candidate with { Milliseconds = part.Weights.Sum(weight => times.Of(weight, candidate.Scheme)) }).ToArray())];
        }

        var others = CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes
            - parts.SelectMany(part => part.Weights).Sum(weight => CompressedModelEncoder.Encode(weight, ValueFormat.Float32).SizeInBytes) + BytesOfNames;
        var chosen = BudgetChoice.Run(candidates, [.. BudgetsOf(allocation, others, times)])
            ?? throw new ArgumentException(FaultOf(allocation, candidates, others, times), nameof(allocation));
        var plan = parts.Zip(chosen).Aggregate(QuantizationPlan.Int8, (before, part) => part.First.Assign(before, part.Second.Scheme));
        var report = new AllocationReport(
            plan, [.. parts.Select((part, i) => new AllocatedPart(part.Name, part.Weights.Sum(weight => weight.Count), chosen[i], candidates[i]))])
        {
            Milliseconds = times?.BesideMatrices + chosen.Sum(candidate => candidate.Milliseconds),
        };
        environment.Log($"formats chosen:{Environment.NewLine}{report}");
        return report;
    }

    private static ScoringTimes? TimesOf(TextModel model, BitAllocation allocation, string? folder) =>
        allocation.Milliseconds is null ? null
        : !model.Head.LooksAtTokens ? new ScoringTimes(model, allocation.Tokens, new TimesFile(folder))
        : throw new ArgumentException($"A model for {model.HeadKind} has no time of a text that could be measured: give {nameof(BitAllocation.Bytes)} in place of {nameof(BitAllocation.Milliseconds)}.", nameof(allocation));

    /// <summary>With the whole model in the first formats that there are.</summary>
    private static void Measure(ScoringTimes times, TextModel model, TextDataset data, IReadOnlyList<AllocationPart> parts, QuantizerSetting setting)
    {
        var plan = parts.Aggregate(QuantizationPlan.Int8, (before, part) => part.Assign(before, part.Schemes[0]));
        times.Measure(
            parts.SelectMany(part => part.Weights.Select(weight => (weight, part.Schemes[0]))),
            () =>
            {
                using var rounded = RoundedModel.Of(model, plan, setting.Environment, setting.RowCounts, data);
                return CompressedModelEncoder.Encode(model, ValueFormat.Float32);
            },
            setting.Environment.CancellationToken);
    }

    private static IEnumerable<ChoiceBudget> BudgetsOf(BitAllocation allocation, long otherBytes, ScoringTimes? times)
    {
        if (allocation.Bytes < long.MaxValue)
        {
            yield return new ChoiceBudget(candidate => candidate.Bytes, allocation.Bytes - otherBytes, Unit: 1);
        }

        if (times is not null)
        {
            yield return new ChoiceBudget(candidate => candidate.Milliseconds!.Value, allocation.Milliseconds!.Value - times.BesideMatrices, LeastMilliseconds);
        }
    }

    /// <summary>Which budget nothing keeps, and what is reachable.</summary>
    private static string FaultOf(BitAllocation allocation, IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, long otherBytes, ScoringTimes? times)
    {
        var bytes = otherBytes + parts.Sum(part => part.Min(candidate => candidate.Bytes));
        var milliseconds = times?.BesideMatrices + parts.Sum(part => part.Min(candidate => candidate.Milliseconds));
        return bytes > allocation.Bytes
            ? FormattableString.Invariant($"The model takes {bytes:N0} bytes at least in the formats to choose from, but {allocation.Bytes:N0} are allowed: ")
                + "allow more, give formats of fewer bits, or reduce the vocabulary before."
            : milliseconds > allocation.Milliseconds
            ? FormattableString.Invariant($"A text takes {milliseconds:0.####} ms at least in the formats to choose from, as measured, but {allocation.Milliseconds:0.####} are allowed: ")
                + "allow more, give other formats, or prune the model before."
            : FormattableString.Invariant($"{bytes:N0} bytes and {milliseconds:0.####} ms a text can be reached, but no choice of formats keeps both budgets, {allocation.Bytes:N0} bytes and {allocation.Milliseconds:0.####} ms: ")
                + "allow more of one of them.";
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
