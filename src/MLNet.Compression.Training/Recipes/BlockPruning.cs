using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Gradual block pruning during further training: a cubic sparsity ramp, with the teacher and the unpruned model guiding.</summary>
internal static class BlockPruning
{
    private const string Stage = "prune";

    /// <summary>Trains and prunes a model in place.</summary>
    /// <param name="model">The model to prune.</param>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it was before pruning.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static void Run(TextModel model, TextModel? teacher, TextDataset data, BlockPruningOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        RequireLayers(model.Shape);
        var dense = TextModelCopy.Of(model);
        var matrices = model.Encoder.Matrices.Select(matrix => matrix.Weight).ToArray();
        var schedule = new MaskSchedule(new CubicRamp(options.Sparsity, BeginShare: 0, EndShare: options.RampShare), options.MaskInterval);
        var pruner = new BlockPruner(matrices, options.Block, options.Ranking, schedule);
        var objective = new Objective(
        [
            TextTasks.Of(model).TeacherTerm(teacher ?? dense, options.PredictionWeight, options.Temperature),
            new(HiddenStates.OfSameShape(dense.Shape), options.HiddenStateWeight, new ModelTeacher(dense)),
            new(TextTasks.Of(model).TargetTerm(smoothing: 0), options.LabelWeight),
            new(new GroupLasso(matrices, options.Block), options.GroupLassoWeight),
        ]);
        try
        {
            var source = StagePlan.SourceOf(model, data, options);
            var resolved = ResolvedTraining.Of(options, UsualTraining.Pruning, Stage, source.StepsPerEpoch, environment);
            var plan = StagePlan.For(Stage, model, source, resolved, objective) with
            {
                Callbacks = [pruner],
                Selection = options.Selection with { FromShare = options.RampShare },
            };
            new TrainingLoop(plan, environment).Run();
            pruner.Finish();
        }
        finally
        {
            pruner.Remove();
        }
    }

    /// <summary>Refuses a model without layers, for before it is trained.</summary>
    /// <exception cref="ArgumentException">There is nothing to prune.</exception>
    public static void RequireLayers(BertShape shape)
    {
        if (shape.IsStatic)
        {
            throw new ArgumentException("A static model has no layers whose blocks could be pruned: leave PruneBlocks out, choose fewer dimensions, or quantise it.");
        }
    }
}
