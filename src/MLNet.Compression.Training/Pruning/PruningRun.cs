using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Pruning;

/// <summary>Gradual pruning during further training, with the teacher and the unpruned model as guides, and then recovery with the masks as they are.</summary>
internal static class PruningRun
{
    private const string Stage = "prune";

    /// <summary>Trains and prunes a model, and cuts out what can be.</summary>
    /// <param name="model">The model to prune; trained in place.</param>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it was before pruning.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <returns>The model, or, where heads or neurons were removed, a smaller one without them.</returns>
    /// <exception cref="ArgumentException">The options are out of range, or model and rows do not fit them.</exception>
    public static TextModel Run(TextModel model, TextModel? teacher, TextDataset data, PruningOptions options, TrainingEnvironment environment)
    {
        using (var masked = MaskedModel.Of(model, teacher, data, options, options, environment))
        {
            var source = StagePlan.SourceOf(model, data, options);
            var resolved = ResolvedTraining.Of(options, UsualTraining.Pruning, Stage, source.StepsPerEpoch, environment);
            new TrainingLoop(masked.AddTo(StagePlan.For(Stage, model, source, resolved, masked.Objective), resolved), environment).Run();
            masked.Finish();
        }

        return options.Targets.Any(target => target.Unit.IsCutOut) ? ModelSlice.CutToUsed(model) : model;
    }

    /// <summary>Refuses a model without layers, for before it is trained.</summary>
    /// <exception cref="ArgumentException">There is nothing to prune.</exception>
    public static void RequireLayers(BertShape shape)
    {
        if (shape.IsStatic)
        {
            throw new ArgumentException("A static model has no layers that could be pruned: leave the pruning out, choose fewer dimensions, or quantise it.");
        }
    }
}
