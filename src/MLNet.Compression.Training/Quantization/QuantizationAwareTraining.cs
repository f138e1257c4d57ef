using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Quantization;

/// <summary>Training with the rounding of weights, activations and embeddings in the forward pass (Jacob et al. 2018), guided by a teacher.</summary>
/// <remarks>Learnt steps, clips and codebooks are trained with the weights. What masks remove stays removed.</remarks>
internal static class QuantizationAwareTraining
{
    private const string Stage = "quantise";

    /// <summary>Trains a model in place while it rounds, stage by stage.</summary>
    /// <param name="model">The model; encode it before it is disposed.</param>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it was before, without rounding.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, or a loss does not fit the models.</exception>
    public static void Run(RoundedModel model, TextModel? teacher, TextDataset data, QuantizationOptions options, TrainingEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(model);
        OptionsValidation.Validate(options);
        var original = TextModelCopy.Of(model.Model);
        var stages = options.Stages ?? [new QuantizationStage(Stage, 1, QuantizationLosses.Of(model.Model, options)) { Splits = true }];
        var objectives = stages.Select(stage => QuantizationLosses.Objective(model.Model, teacher, original, stage.Losses, options, environment.Seed)).ToArray();
        var source = StagePlan.SourceOf(model.Model, data, options);
        var resolved = ResolvedTraining.Of(options, UsualTraining.Quantization, Stage, source.StepsPerEpoch, environment);
        foreach (var (stage, objective) in stages.Zip(objectives))
        {
            if (stage.Splits)
            {
                model.Split();
            }

            var plan = StagePlan.For(options.Stages is null ? Stage : $"{Stage} {stage.Name}", model.Model, source, resolved, objective) with
            {
                Epochs = resolved.Epochs!.Value * stage.EpochShare / stages.Sum(each => each.EpochShare),
            };
            new TrainingLoop(model.AddTo(plan, resolved), environment).Run();
        }
    }
}
