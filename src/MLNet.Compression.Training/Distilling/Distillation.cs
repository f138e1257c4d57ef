using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Batches;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Distilling.Replacing;
using MLNet.Compression.Training.Distilling.TwoVocabularies;
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
        RecipeCheck.RequireMasking(recipe, options.MaskedTokenShare > 0);
        RecipeCheck.RequireRows(recipe, input.Labeled is not null, input.Unlabeled is not null);
        (input, var bilingual) = BilingualTeacher.In(input, recipe, environment.Log);
        var routes = recipe.Stages.ToDictionary(stage => stage, stage => RouteOf(stage, input));
        var features = Initialize(input, recipe.StartOf(student.Shape), environment);
        var sources = recipe.Stages.Select(stage => SourceOf(stage, input, bilingual, options)).ToArray();
        var usual = UsualFor(input);
        usual = usual with { LearningRate = recipe.LearningRate ?? usual.LearningRate };
        var resolved = ResolvedTraining.Of(options, usual, Name, sources.Max(source => source.StepsPerEpoch), environment);
        foreach (var (stage, source) in recipe.Stages.Zip(sources))
        {
            var setting = new LossSetting(student, input.Teachers, features, environment.Seed) { Dropout = resolved.DropoutRates, TeacherLearns = stage.TeacherLearns is not null };
            var plan = StagePlan.For(stage.Name, student, source, resolved, ObjectiveOf(stage, setting), bilingual?.LearningIn(stage) ?? []);
            plan = InStage(plan, stage, recipe, resolved) with { Route = routes[stage] };
            using var memory = TeacherMemory.For(plan, resolved.Memory, environment);
            new TrainingLoop(plan with { Objective = ObjectiveOf(stage, setting with { Teachers = memory.Remembering(input.Teachers) }) }, environment).Run();
        }

        student.IsUntrained = false;
    }

    private static Objective ObjectiveOf(DistillationStage stage, LossSetting setting) => new(stage.Losses.SelectMany(loss => loss.Terms(setting)));

    /// <summary>A student without a teacher is a model that is fine-tuned.</summary>
    private static UsualTraining UsualFor(DistillationInput input) => input switch
    {
        { Student.Shape: { IsStatic: true, EmbeddingSize: var dimensions } } => UsualTraining.Static(dimensions),
        { Teachers.Count: > 0 } => UsualTraining.Distillation,
        { Student.IsUntrained: true } => UsualTraining.FromScratch(input.Student.Shape.HiddenSize),
        _ => UsualTraining.Pretrained,
    };

    private static TrainingPlan InStage(TrainingPlan plan, DistillationStage stage, DistillationRecipe recipe, DistillationOptions options) => plan with
    {
        Frozen = stage.Learns == LearningParts.All ? plan.Frozen : plan.Student.ParametersBesideLayers.ToHashSet(),
        Epochs = options.Epochs!.Value * stage.EpochShare / recipe.Stages.Sum(each => each.EpochShare),
        LearningRate = stage.RateFactor is { } factor ? Product.Of(options.LearningRate!.Value, factor) : plan.LearningRate,
    };

    private static ReplacingRoute? RouteOf(DistillationStage stage, DistillationInput input) =>
        stage.Replacing is { } replacing ? new ReplacingRoute(replacing, input.Student, input.Teachers[replacing.Predecessor].Beside!.Model) : null;

    private static BatchSource SourceOf(DistillationStage stage, DistillationInput input, BilingualTeacher? bilingual, DistillationOptions options)
    {
        var shape = new StepShape(options.BatchSize, options.AccumulationSteps);
        return stage.Batches.SourceOf(new BatchRows(
            input.Labeled, input.Unlabeled, shape, stage.Losses.Any(loss => loss.NeedsLabels), TransformOf(stage, input, bilingual, options)));
    }

    private static ITokenTransform? TransformOf(DistillationStage stage, DistillationInput input, BilingualTeacher? bilingual, DistillationOptions options)
    {
        if (stage.Masking is not { } masking)
        {
            return StagePlan.HidingOf(input.Student, options);
        }

        TextRows[] rows = [.. new[] { input.Labeled, input.Unlabeled }.OfType<TextRows>()];
        var hiding = DynamicMasking.Of(input.Student.Tokenizer.Vocabulary, masking, rows.Select(set => set.Data));
        return stage.TeacherLearns is { } learning && bilingual is not null ? new TransformSequence(bilingual.TransformOf(learning, masking, rows), hiding) : hiding;
    }

    /// <summary>Starts from the first teacher that is a model, on rows with labels where there are any.</summary>
    private static ExtractedFeatures? Initialize(DistillationInput input, StudentInitialization start, TrainingEnvironment environment)
    {
        var teacher = input.Teachers.Select(each => each.Beside).OfType<ModelTeacher>().FirstOrDefault();
        var tokenizations = (input.Labeled ?? input.Unlabeled)?.Tokenizations;
        var rows = tokenizations?[input.Origin is null ? teacher?.Tokenization ?? 0 : 0];
        var features = start.Apply(new StudentStart(input.Origin ?? teacher?.Model, input.Student, rows, environment) { StudentData = tokenizations?[0] });
        return input.Origin is null && input.Teachers.Count > 0 && ReferenceEquals(teacher, input.Teachers[0].Beside) ? features : null;
    }

    private static BertShape? ShapeOf(SingleTeacher teacher) => teacher.Beside?.Model.Shape;
}
