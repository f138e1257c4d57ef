using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Distilling;
using MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>Every ready-made recipe, interrupted after each of its steps, and refused where another one's state lies.</summary>
public class RecipeResumeTests
{
    private const int Steps = 5;
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 32, heads: 2, feedForward: 32);

    private static readonly DistillationRecipe _relations = new(
        "relations", new DistillationStage("distil", 1, new DistanceLoss(25), new AngleLoss(50), new PredictionLoss(Schedule.Linear(0, 1), Schedule.Linear(1, 4)), new LabelLoss()));

    private static IEnumerable<string> Names => KnownRecipes.All.Keys;

    private static IEnumerable<TestCaseData> Changes()
    {
        var joint = DistillationRecipe.Joint;
        var stage = joint.Stages[0];
        return new (string Name, DistillationRecipe Recipe)[]
        {
            ("a weight", joint.WithLoss<HiddenStateLoss>(loss => loss with { Weight = 0.9 })),
            ("a weight's schedule", joint.WithLoss<PredictionLoss>(loss => loss with { Weight = Schedule.Linear(1, 0.5) })),
            ("a temperature", joint.WithLoss<PredictionLoss>(loss => loss with { Temperature = 2 })),
            ("a divergence", joint.WithLoss<PredictionLoss>(loss => loss with { Divergence = PredictionDivergence.JensenShannon })),
            ("a layer map", joint.WithLoss<HiddenStateLoss>(loss => loss with { Map = LayerMap.First })),
            ("a loss left out", joint.Without<EmbeddingLoss>()),
            ("the batches", joint with { Stages = [stage with { Batches = BatchMix.Alternating() }] }),
            ("a share of the batches", joint with { Stages = [stage with { Batches = BatchMix.Mixed(0.5) }] }),
            ("the rate", joint with { Stages = [stage with { RateFactor = 1 }] }),
            ("the start", joint with { Start = StudentInitialization.ExtractRandom }),
            ("another stage", joint.Then(new DistillationStage("more", 1, new LabelLoss()))),
        }.Select(change => new TestCaseData(change.Recipe).SetArgDisplayNames(change.Name));
    }

    /// <remarks>With dropout, labelled and unlabelled rows, and the teacher's outputs remembered: its predictions in memory, or in a file with its states.</remarks>
    [TestCaseSource(nameof(Names))]
    public void Run_KnownRecipeOneStepALife_EndsWithTheSameBits(string name)
    {
        Check(KnownRecipes.All[name], options => options.RememberStates = false);
        Check(KnownRecipes.All[name], options => (options.RememberStates, options.RememberInFile) = (true, true));
    }

    /// <remarks>Rows of both kinds are in batches of their own, so that relations are gathered over four of them; schedules go on where they were.</remarks>
    [Test]
    public void Run_RelationsAndSchedulesOneStepALife_EndWithTheSameBits() => Check(_relations, options => (options.BatchSize, options.AccumulationSteps) = (4, 2));

    [Test]
    public void Run_SeveralTeachersOneStepALife_EndWithTheSameBits() =>
        Check(DistillationRecipe.Hinton().WithLoss<PredictionLoss>(loss => loss with { TeacherWeights = [2, 1], Averaging = TeacherAveraging.Logits }), _ => { }, teachers: 2);

    [TestCaseSource(nameof(Changes))]
    public void Run_ChangedRecipe_DoesNotGoOnFromItsState(DistillationRecipe changed)
    {
        using var temporary = new TemporaryFolder();
        Train(DistillationRecipe.Joint, temporary.Path, new TrainingEnvironment(1, 2));

        Assert.That(
            () => Train(changed, temporary.Path, new TrainingEnvironment(1, 2)),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Recipe was DistillationRecipe").And.Message.Contains(temporary.Path));
        Assert.That(() => Train(DistillationRecipe.Joint, temporary.Path, new TrainingEnvironment(1, 2)), Throws.Nothing);
    }

    private static void Check(DistillationRecipe recipe, Action<DistillationOptions> set, int teachers = 1)
    {
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.Weights(Train(recipe, null, new TrainingEnvironment(1, 2), set, teachers));
        TextModel? student = null;

        var lives = Lives.OneStepEach(environment => student = Train(recipe, temporary.Path, environment, set, teachers));

        Assert.That(TinyModels.Weights(student!), Is.EqualTo(expected));
        Assert.That(lives, Is.GreaterThanOrEqualTo(Steps));
    }

    private static TextModel Train(
        DistillationRecipe recipe, string? folder, TrainingEnvironment environment, Action<DistillationOptions>? set = null, int teachers = 1)
    {
        if (recipe.Stages.Any(stage => stage.TeacherLearns is not null))
        {
            return TrainTwo(recipe, folder, environment, set);
        }

        var languageModel = recipe.Stages.Any(stage => stage.Masking is not null);
        var student = Create(_shape, seed: 3, languageModel);
        var models = Enumerable.Range(0, teachers).Select(i => new ModelTeacher(Create(TinyModels.Shape, seed: 4 + i, languageModel)));
        var options = new DistillationOptions { Recipe = recipe, Epochs = 2, BatchSize = 8, LearningRate = 3e-3, ResumeFolder = folder };
        set?.Invoke(options);
        Distillation.Run(new DistillationInput(student, [.. models], languageModel ? null : new TextRows("labelled", TinyModels.Data(17)), Unlabeled()), options, environment);
        return student;
    }

    /// <summary>A student with a vocabulary of its own, whose teacher learns beside it.</summary>
    private static TextModel TrainTwo(DistillationRecipe recipe, string? folder, TrainingEnvironment environment, Action<DistillationOptions>? set)
    {
        var student = TwoVocabularies.CreateStudent();
        var options = new DistillationOptions { Recipe = recipe, Epochs = 2, BatchSize = 8, LearningRate = 3e-3, ResumeFolder = folder };
        set?.Invoke(options);
        Distillation.Run(new DistillationInput(student, [TwoVocabularies.Teacher()], Labeled: null, TwoVocabularies.Rows(25)), options, environment);
        return student;
    }

    private static TextModel Create(BertShape shape, int seed, bool languageModel) => languageModel
        ? TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm)
        : TinyModels.CreateLively(shape, seed);

    private static TextRows Unlabeled()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(25, seed: 3))
        {
            data.Add(text.AsMemory(), null);
        }

        return new TextRows("unlabelled", data);
    }
}
