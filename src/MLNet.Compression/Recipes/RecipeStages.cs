using MLNet.Compression.Stages;

namespace MLNet.Compression.Recipes;

/// <summary>The stages of a recipe, with the options that all share.</summary>
/// <param name="options">The options.</param>
internal sealed class RecipeStages(RecipeEstimator.Options options)
{
    private readonly CompressionRecipe _recipe = options.Recipe;

    /// <summary>How the student learns, but for its shape.</summary>
    public DistillationTrainer.Options Distillation()
    {
        var distillation = Shared(new DistillationTrainer.Options(), _recipe.DistillationLength);
        (distillation.ValidationSet, distillation.UnlabeledSet, distillation.Augmentation) = (options.ValidationSet, options.UnlabeledSet, options.Augmentation);
        (distillation.Seed, distillation.Baseline) = (options.Seed, _recipe.Baseline);
        (distillation.ResumeFolder, distillation.ResumePerData) = (options.ResumeFolder, options.ResumePerData);
        (distillation.SaveEverySteps, distillation.SaveEveryMinutes) = (options.SaveEverySteps, options.SaveEveryMinutes);
        return distillation;
    }

    /// <summary>The same for a student.</summary>
    public DistillationTrainer.Options For(ChosenStudent chosen, DistillationTrainer.Options distillation)
    {
        (distillation.Student, distillation.Recipe) = (chosen.Shape, chosen.Shape.Layers == 0 ? _recipe.StaticDistillation : _recipe.Distillation);
        return distillation;
    }

    /// <summary>What follows the distillation.</summary>
    public ITextModelStage Behind(ITextModelStage distilled, ChosenStudent chosen)
    {
        var before = !chosen.IsPruned ? distilled : new PruningEstimator(distilled, Pruning(chosen));
        return new QuantizationEstimator(before, Quantization(chosen));
    }

    private PruningEstimator.Options Pruning(ChosenStudent chosen)
    {
        var pruning = Shared(new PruningEstimator.Options(), _recipe.PruningLength);
        (pruning.Unit, pruning.Sparsity, pruning.Measure) = (_recipe.Unit, chosen.Student.Sparsity, _recipe.Measure);
        return pruning;
    }

    private QuantizationEstimator.Options Quantization(ChosenStudent chosen)
    {
        var training = Shared(new QuantizationOptions(), _recipe.QuantizationLength);
        training.Losses = chosen.Shape.Layers == 0 ? null : _recipe.QuantizationLosses;
        return new QuantizationEstimator.Options
        {
            Plan = _recipe.Allocation is null ? chosen.Student.Plan : null,
            Allocation = _recipe.Allocation is { } allocation ? allocation with { Bytes = chosen.FileBytes } : null,
            QuantizationAwareTraining = training,
        };
    }

    private T Shared<T>(T stage, TrainingLength length)
        where T : TrainingOptions
    {
        length.ApplyTo(stage);
        (stage.Progress, stage.Threads, stage.CancellationToken) = (options.Progress, options.Threads, options.CancellationToken);
        return stage;
    }
}
