using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Batches;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Remembering;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Distilling;

/// <summary>Runs a recipe: makes a plan of each stage for the training loop.</summary>
internal static class Distillation
{
    private const string Name = "distil";

    /// <summary>One teacher and the rows of one data set.</summary>
    /// <inheritdoc cref="Run(DistillationInput, DistillationOptions, TrainingEnvironment)"/>
    public static void Run(TextModel teacher, TextModel student, TextDataset data, DistillationOptions options, TrainingEnvironment environment) =>
        Run(DistillationInput.Of(teacher, student, data), options, environment);

    /// <summary>Initialises a student in place and trains it.</summary>
    /// <param name="input">The models and rows.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, or recipe, models and rows do not fit together.</exception>
    public static void Run(DistillationInput input, DistillationOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        var recipe = options.Recipe;
        var student = input.Student;
        RecipeCheck.Require(recipe, new LossCheck(student.Shape, [.. input.Teachers.Select(ShapeOf)], student.HeadKind)
        {
            OtherTokens = [.. input.Teachers.Index().Where(teacher => teacher.Item.Beside is { Tokenization: > 0 }).Select(teacher => teacher.Index)],
        });
        RecipeCheck.RequireRows(recipe, input.Labeled is not null, input.Unlabeled is not null);
        var features = Initialize(input, recipe);
        var sources = recipe.Stages.Select(stage => SourceOf(stage, input, options)).ToArray();
        var usual = UsualTraining.Distillation with { LearningRate = recipe.LearningRate ?? UsualTraining.Distillation.LearningRate };
        var resolved = ResolvedTraining.Of(options, usual, Name, sources.Max(source => source.StepsPerEpoch), environment);
        foreach (var (stage, source) in recipe.Stages.Zip(sources))
        {
            var setting = new LossSetting(student, input.Teachers, features, environment.Seed);
            var plan = InStage(StagePlan.For(stage.Name, student, source, resolved, ObjectiveOf(stage, setting)), stage, recipe, resolved);
            using var memory = TeacherMemory.For(plan, resolved.Memory, environment);
            new TrainingLoop(plan with { Objective = ObjectiveOf(stage, setting with { Teachers = memory.Remembering(input.Teachers) }) }, environment).Run();
        }

        student.IsUntrained = false;
    }

    private static Objective ObjectiveOf(DistillationStage stage, LossSetting setting) => new(stage.Losses.SelectMany(loss => loss.Terms(setting)));

    private static TrainingPlan InStage(TrainingPlan plan, DistillationStage stage, DistillationRecipe recipe, DistillationOptions options) => plan with
    {
        Epochs = options.Epochs!.Value * stage.EpochShare / recipe.Stages.Sum(each => each.EpochShare),
        LearningRate = stage.RateFactor is { } factor ? Product.Of(options.LearningRate!.Value, factor) : plan.LearningRate,
    };

    private static BatchSource SourceOf(DistillationStage stage, DistillationInput input, DistillationOptions options)
    {
        var masking = options.MaskedTokenShare > 0 ? new TokenMasking(input.Student.Tokenizer.Vocabulary, options.MaskedTokenShare) : null;
        var shape = new StepShape(options.BatchSize, options.AccumulationSteps);
        return stage.Batches.SourceOf(new BatchRows(input.Labeled, input.Unlabeled, shape, stage.Losses.Any(loss => loss.NeedsLabels), masking));
    }

    private static ExtractedFeatures? Initialize(DistillationInput input, DistillationRecipe recipe)
    {
        var teacher = input.Teachers.OfType<ModelTeacher>().FirstOrDefault();
        if (recipe.Start != StudentInitialization.Extract || (input.Origin ?? teacher?.Model) is not { } origin)
        {
            return null;
        }

        var pairs = LayerMap.Uniform.Resolve(input.Student.Shape.Layers.Length, origin.Shape.Layers.Length);
        var features = ExtractInitializer.Initialize(origin, input.Student, pairs);
        return teacher is not null && ReferenceEquals(origin, teacher.Model) && ReferenceEquals(teacher, input.Teachers[0]) ? features : null;
    }

    private static BertShape? ShapeOf(SingleTeacher teacher) => teacher.Beside?.Model.Shape;
}
