using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Pruning.Budgets;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Schedules;
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
        OptionsValidation.Validate(options);
        RequireLayers(model.Shape);
        var dense = new ModelTeacher(TextModelCopy.Of(model));
        IReadOnlyList<SingleTeacher> teachers = [teacher is null ? dense : new ModelTeacher(teacher), dense];
        RequireLosses(options, model, [teacher?.Shape ?? model.Shape, model.Shape]);
        var targets = options.Budget is { } budget ? new BudgetSearch(budget, options.Targets, environment).Run(model) : options.Targets;
        foreach (var target in targets)
        {
            target.Unit.Check(model.Shape, target.Sparsity);
        }

        var kinds = targets.Where(target => target.Sparsity > 0 || options.GroupLassoWeight > 0).Select(target => UnitsOf(target, model, data, options, environment)).ToArray();
        var pruner = new Pruner(kinds);
        var setting = new LossSetting(model, teachers, Features: null, environment.Seed) { Dropout = options.DropoutRates };
        var objective = new Objective(
        [
            .. options.Losses.SelectMany(loss => loss.Terms(setting)),
            new(new GroupLasso([.. kinds.SelectMany(kind => kind.Groups).SelectMany(group => group.Parts).Select(part => (part.Weight, part.Grid))]), new ConstantUntil(options.GroupLassoWeight, options.RampShare)),
        ]);
        try
        {
            var source = StagePlan.SourceOf(model, data, options);
            var resolved = ResolvedTraining.Of(options, UsualTraining.Pruning, Stage, source.StepsPerEpoch, environment);
            var plan = StagePlan.For(Stage, model, source, resolved, objective) with
            {
                LearningRate = new WarmupHoldLinear(resolved.LearningRate!.Value, options.WarmupShare, options.RampShare),
                Callbacks = [pruner],
                Selection = options.Selection with { FromShare = options.RampShare },
            };
            new TrainingLoop(plan, environment).Run();
            pruner.Finish();
        }
        finally
        {
            pruner.Detach();
        }

        return options.Targets.Any(target => target.Unit.IsCutOut) ? Cut(model) : model;
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

    private static TextModel Cut(TextModel model)
    {
        var slice = ModelSlice.OfUsed(model);
        return slice.KeepsAll ? model : slice.Apply(model);
    }

    private static PrunedUnits UnitsOf(PruningTarget target, TextModel model, TextDataset data, PruningOptions options, TrainingEnvironment environment)
    {
        var groups = target.Unit.GroupsOf(model);
        foreach (var group in groups)
        {
            group.Attach();
        }

        var choice = target.Sparsity > 0 ? target.Measure ?? options.Measure : PruningMeasure.Magnitude;
        var measure = choice.Create(new MeasureSetting(model, groups, data, environment));
        return new PrunedUnits(groups, measure, target.Ranking ?? options.Ranking, target.Sparsity, ScheduleOf, target.Unit.MayAllGo);

        MaskSchedule ScheduleOf(double sparsity) => new(options.Ramp.Shares(sparsity, options.BeginShare, options.RampShare), options.MaskInterval) { ByThreshold = options.Ramp.ByThreshold };
    }

    private static void RequireLosses(PruningOptions options, TextModel model, IReadOnlyList<BertShape?> teachers)
    {
        var check = new LossCheck(model.Shape, teachers, model.HeadKind);
        foreach (var loss in options.Losses)
        {
            if (loss.NeedsMasking || loss.NeedsUnlabeled || loss is TeacherLanguageModelLoss or WeightProjectionLoss)
            {
                throw new ArgumentException($"The loss '{loss}' can't guide a pruning, which learns from all rows as they are: leave it out of Losses.");
            }

            loss.Check(check);
        }
    }
}
