using MLNet.Compression.Stages;

namespace MLNet.Compression.Recipes;

/// <summary>The stages of a recipe, with the options that all share.</summary>
/// <param name="options">The options.</param>
internal sealed class RecipeStages(RecipeEstimator.Options options)
{
    private static readonly DistillationRecipe _withoutAttention = DistillationRecipe.Joint.Without<AttentionScoreLoss>();

    private readonly CompressionRecipe _recipe = options.Recipe;

    /// <summary>How the student learns, but for what depends on it and on the rows.</summary>
    public DistillationTrainer.Options Distillation()
    {
        var distillation = Shared(new DistillationTrainer.Options());
        (distillation.ValidationSet, distillation.UnlabeledSet, distillation.Augmentation) = (options.ValidationSet, options.UnlabeledSet, options.Augmentation);
        (distillation.Seed, distillation.Baseline) = (options.Seed, _recipe.Baseline);
        (distillation.ResumeFolder, distillation.ResumePerData) = (options.ResumeFolder, options.ResumePerData);
        (distillation.SaveEverySteps, distillation.SaveEveryMinutes) = (options.SaveEverySteps, options.SaveEveryMinutes);
        return distillation;
    }

    /// <summary>The same for a student and its teacher's rows.</summary>
    public DistillationTrainer.Options For(ChosenStudent chosen, StageModel teacher, DistillationTrainer.Options distillation)
    {
        _recipe.DistillationLength.ApplyTo(distillation, teacher.Rows.Texts.Count);
        (distillation.Student, distillation.Recipe) = (chosen.Shape, DistillationFor(chosen.Shape, teacher.Shape));
        return distillation;
    }

    /// <summary>What follows the distillation.</summary>
    /// <param name="distilled">The student.</param>
    /// <param name="chosen">How it was chosen.</param>
    /// <param name="rows">Rows that it goes on learning from.</param>
    public ITextModelStage Behind(ITextModelStage distilled, ChosenStudent chosen, int rows)
    {
        var before = !chosen.IsPruned ? distilled : new PruningEstimator(distilled, Pruning(chosen, rows));
        return new QuantizationEstimator(before, Quantization(chosen, rows));
    }

    /// <summary>The default compares attention head by head, so a student with other heads than its teacher learns all but that.</summary>
    private DistillationRecipe DistillationFor(StudentShape student, BertShape teacher) =>
        student.Layers == 0 ? _recipe.StaticDistillation
        : _recipe.Distillation == DistillationRecipe.Joint && teacher.Layers.Any(layer => layer.Heads != student.Heads) ? _withoutAttention
        : _recipe.Distillation;

    private PruningEstimator.Options Pruning(ChosenStudent chosen, int rows)
    {
        var pruning = Shared(new PruningEstimator.Options());
        _recipe.PruningLength.ApplyTo(pruning, rows);
        (pruning.Unit, pruning.Sparsity, pruning.Measure) = (_recipe.Unit, chosen.Student.Sparsity, _recipe.Measure);
        return pruning;
    }

    private QuantizationEstimator.Options Quantization(ChosenStudent chosen, int rows)
    {
        var training = Shared(new QuantizationOptions());
        _recipe.QuantizationLength.ApplyTo(training, rows);
        training.Losses = chosen.Shape.Layers == 0 ? null : _recipe.QuantizationLosses;
        return new QuantizationEstimator.Options
        {
            Plan = _recipe.Allocation is null ? chosen.Student.Plan : null,
            Allocation = _recipe.Allocation is { } allocation ? allocation with { Bytes = chosen.FileBytes } : null,
            QuantizationAwareTraining = training,
        };
    }

    private T Shared<T>(T stage)
        where T : TrainingOptions
    {
        (stage.Progress, stage.Threads, stage.CancellationToken) = (options.Progress, options.Threads, options.CancellationToken);
        return stage;
    }
}
