using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Allocation;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Quantization.Clips;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Pruning;

/// <summary>The quantisation of a model, with training or without, and with pruning in the same run where that is wanted. What is zero before stays zero.</summary>
/// <remarks>On every weight masks act first and rounding then; each is taken away by itself. Encode the model before this is disposed.</remarks>
/// <param name="model">The model; changed in place.</param>
/// <param name="plan">How each part is rounded.</param>
internal sealed class QuantizationRun(TextModel model, QuantizationPlan plan) : IDisposable
{
    private const string Stage = "quantise";
    private readonly ZeroMasks _zeros = ZeroMasks.On(model);
    private RoundedModel? _rounded;
    private QuantizationPlan _plan = plan;

    /// <summary>Chooses another plan before the model is rounded: by what each matrix loses, within a budget.</summary>
    /// <inheritdoc cref="PlanAllocation.Run"/>
    public AllocationReport Allocate(TextDataset data, BitAllocation allocation, TrainingEnvironment environment, string? folder = null)
    {
        var report = PlanAllocation.Run(model, data, allocation, environment, folder);
        _plan = report.Plan;
        return report;
    }

    /// <summary>Rounds the model as it is.</summary>
    /// <param name="environment">Seed, threads, cancellation.</param>
    /// <param name="data">Rows that say how often each piece occurs, and which inputs layers have; null where there are none.</param>
    /// <param name="rounding">How weights are rounded; null for <see cref="WeightRounding.Nearest"/>. <see cref="WeightRounding.Calibrated"/> needs rows.</param>
    /// <exception cref="ArgumentException">The model can't be rounded so, or there are no rows that it needs.</exception>
    public RoundedModel Round(TrainingEnvironment environment, TextDataset? data, WeightRounding? rounding = null) => _rounded = RoundedModel.Of(
        model,
        _plan,
        environment,
        data is null ? null : PieceCounts.Of([data], model.Shape.VocabularySize),
        data,
        rounding?.SampleOf(data, model, environment.Seed));

    /// <summary>Trains the model while it rounds.</summary>
    /// <inheritdoc cref="QuantizationAwareTraining.Run"/>
    public void Train(TextModel? teacher, TextDataset data, QuantizationOptions options, TrainingEnvironment environment) =>
        QuantizationAwareTraining.Run(Round(environment, data), teacher, data, options, environment);

    /// <summary>Trains the model while it rounds and loses units, which are chosen by the weights beneath the rounding.</summary>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it was before.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="pruning">What is removed, and the losses; how it trains the other options say.</param>
    /// <param name="options">How it trains.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, or model and rows do not fit them.</exception>
    public void PruneAndTrain(TextModel? teacher, TextDataset data, PruningOptions pruning, QuantizationOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        if ((FaultOfUnits(pruning) ?? FaultOfSchemes(_plan)) is { } fault)
        {
            throw new ArgumentException(fault, nameof(pruning));
        }

        using var masked = MaskedModel.Of(model, teacher, data, pruning, options, environment, trial => Encoded(trial, data, environment));
        var rounded = Round(environment, data);
        var source = StagePlan.SourceOf(model, data, options);
        var resolved = ResolvedTraining.Of(options, UsualTraining.Pruning, Stage, source.StepsPerEpoch, environment);
        var training = masked.AddTo(StagePlan.For(Stage, model, source, resolved, masked.Objective), resolved);
        var ofPruning = OptionValues.Of(pruning).Select(option => KeyValuePair.Create($"Pruning.{option.Key}", option.Value));
        new TrainingLoop(rounded.AddTo(training with { OptionValues = [.. training.OptionValues, .. ofPruning] }, resolved), environment).Run();
        masked.Finish();
    }

    /// <summary>Another model as this run would store it.</summary>
    private CompressedModel Encoded(TextModel other, TextDataset data, TrainingEnvironment environment)
    {
        using var run = new QuantizationRun(other, _plan);
        run.Round(environment, data);
        return CompressedModelEncoder.Encode(other, ValueFormat.Float32);
    }

    /// <summary>Takes rounding and masks away; the weights are those that training left, and what was removed is zero.</summary>
    public void Dispose()
    {
        _rounded?.Dispose();
        _zeros.Dispose();
    }

    /// <summary>Why nothing can be removed while weights are rounded so. Null where it can.</summary>
    public static string? FaultOfSchemes(QuantizationPlan plan) => plan.Parts.FirstOrDefault(part => part.Scheme is SplitBinaryScheme or ClippedInputsScheme { Weights: SplitBinaryScheme }) is not { Scheme: not null } split ? null :
        $"Weights of {split.Name} are {split.Scheme}, of which there are two in the place of one, so that none tells what can go: prune in a stage before, as in .Prune(...).Quantize(...).";

    /// <summary>Why units can't be removed while the model rounds: what rounds a matrix can't follow it to another size. Null where they can.</summary>
    public static string? FaultOfUnits(PruningOptions pruning) => pruning.Further.Select(target => target.Unit).Prepend(pruning.Unit).FirstOrDefault(unit => unit.IsCutOut) is not { } cutOut ? null :
        $"The {cutOut} that go are cut out of the model, which can't be while it rounds: prune them in a stage before, as in .Prune(...).Quantize(...); blocks, weights, rows and columns can go in the same run.";
}
