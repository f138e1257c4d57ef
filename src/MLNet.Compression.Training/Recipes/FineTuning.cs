using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Training on labels alone (Devlin et al. 2019, section 4).</summary>
internal static class FineTuning
{
    private const string Stage = "fine-tune";

    /// <summary>Trains a model in place.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    public static void Run(TextModel model, TextDataset data, FineTuningOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        var usual = model.Shape.IsStatic ? UsualTraining.Static(model.Shape.EmbeddingSize)
            : model.IsUntrained ? UsualTraining.FromScratch(model.Shape.HiddenSize)
            : UsualTraining.Pretrained;
        DatasetCheck.RequireTargets(data, model);
        var source = StagePlan.SourceOf(model, data, options);
        var resolved = ResolvedTraining.Of(options, usual, Stage, source.StepsPerEpoch, environment);
        var plan = StagePlan.For(Stage, model, source, resolved, new Objective([new WeightedTerm(TextTasks.Of(model).TargetTerm(data, options.LabelSmoothing), 1)]));
        new TrainingLoop(plan, environment).Run();
        model.IsUntrained = false;
    }
}
