using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Pruning.Budgets;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Pruning;

/// <summary>A model with masks on the units that a run removes, and what pruning adds to that run; until it is disposed.</summary>
internal sealed class MaskedModel : IDisposable
{
    private readonly Pruner _pruner;
    private readonly PruningOptions _options;

    private MaskedModel(PruningOptions options, Pruner pruner, Objective objective) => (_options, _pruner, Objective) = (options, pruner, objective);

    /// <summary>What the model minimises meanwhile.</summary>
    public Objective Objective { get; }

    /// <summary>Puts masks on a model, which remove nothing yet.</summary>
    /// <param name="model">The model, changed until the result is disposed.</param>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it is.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">What is removed.</param>
    /// <param name="training">How the run trains.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <param name="encode">The form in which the run stores a model, for its budget; null for int8.</param>
    /// <exception cref="ArgumentException">The options are out of range, or model and rows do not fit them.</exception>
    public static MaskedModel Of(
        TextModel model,
        TextModel? teacher,
        TextDataset data,
        PruningOptions options,
        TrainingOptions training,
        TrainingEnvironment environment,
        Func<TextModel, CompressedModel>? encode = null)
    {
        OptionsValidation.Validate(options);
        PruningRun.RequireLayers(model.Shape);
        var dense = new ModelTeacher(TextModelCopy.Of(model));
        IReadOnlyList<SingleTeacher> teachers = [teacher is null ? dense : new ModelTeacher(teacher), dense];
        RequireLosses(options, model, [teacher?.Shape ?? model.Shape, model.Shape]);
        RequireApart(options.Targets);
        var targets = options.Budget is { } budget
            ? new BudgetSearch(budget, options.Targets, options.Ranking, environment) { Encode = encode ?? PrunedTrial.Int8 }.Run(model)
            : options.Targets;
        foreach (var target in targets)
        {
            target.Unit.Check(model.Shape, target.Sparsity);
        }

        var kinds = UnitsOf([.. targets.Where(target => target.Sparsity > 0 || options.GroupLassoWeight > 0)], model, data, options, environment);
        var setting = new LossSetting(model, teachers, Features: null, environment.Seed) { Dropout = training.DropoutRates };
        return new MaskedModel(options, new Pruner(kinds), new Objective(
        [
            .. options.Losses.SelectMany(loss => loss.Terms(setting)),
            new(new GroupLasso([.. kinds.SelectMany(kind => kind.Groups).SelectMany(group => group.Parts).Select(part => (part.Weight, part.Grid))]), new ConstantUntil(options.GroupLassoWeight, options.RampShare)),
        ]));
    }

    /// <summary>A training that prunes: its learning rate holds until the ramp's end, and only what comes after that is selected from.</summary>
    /// <param name="training">The training.</param>
    /// <param name="resolved">Its options, in which nothing is left open.</param>
    public TrainingPlan AddTo(TrainingPlan training, TrainingOptions resolved) => training with
    {
        LearningRate = new WarmupHoldLinear(resolved.LearningRate!.Value, resolved.WarmupShare, _options.RampShare),
        Callbacks = [_pruner, .. training.Callbacks],
        Selection = training.Selection with { FromShare = _options.RampShare },
    };

    /// <summary>Makes what the masks remove zero for good: the model stays what it is with them.</summary>
    public void Finish() => _pruner.Finish();

    /// <summary>Takes the masks away, and nothing else.</summary>
    public void Dispose() => _pruner.Detach();

    /// <summary>Puts masks on; where a measure refuses, they are taken off again.</summary>
    private static PrunedUnits[] UnitsOf(IReadOnlyList<PruningTarget> targets, TextModel model, TextDataset data, PruningOptions options, TrainingEnvironment environment)
    {
        UnitGroup[][] groups = [.. targets.Select(target => GroupsOf(target.Unit, model))];
        foreach (var group in groups.SelectMany(each => each))
        {
            group.Attach();
        }

        try
        {
            return [.. targets.Zip(groups, (target, own) => UnitsOf(target, own, model, data, options, environment))];
        }
        catch
        {
            foreach (var group in groups.SelectMany(each => each))
            {
                group.Detach();
            }

            throw;
        }
    }

    private static UnitGroup[] GroupsOf(PruningUnit unit, TextModel model) => unit.GroupsOf(model).ToArray() is { Length: > 0 } groups
        ? groups
        : throw new ArgumentException($"The model has no {unit} that could be pruned: its layers have lost them before. Leave them out, or choose another unit.");

    private static PrunedUnits UnitsOf(PruningTarget target, UnitGroup[] groups, TextModel model, TextDataset data, PruningOptions options, TrainingEnvironment environment)
    {
        var choice = target.Sparsity > 0 ? target.Measure ?? options.Measure : PruningMeasure.Magnitude;
        var measure = choice.Create(new MeasureSetting(model, groups, data, environment));
        return new PrunedUnits(groups, measure, target.CompetitionIn(options.Ranking), target.Sparsity, ScheduleOf);

        MaskSchedule ScheduleOf(double sparsity) => new(options.Ramp.Shares(sparsity, options.BeginShare, options.RampShare), options.MaskInterval) { ByThreshold = options.Ramp.ByThreshold };
    }

    private static void RequireApart(IReadOnlyList<PruningTarget> targets)
    {
        foreach (var target in targets)
        {
            if (targets.FirstOrDefault(other => !ReferenceEquals(other, target) && target.Unit.Includes(other.Unit)) is { } included)
            {
                throw new ArgumentException($"The {included.Unit} are to be pruned twice, as they are among the {target.Unit}: leave one of the two targets out.");
            }
        }
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
