using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Distilling;

public class DistillationTests
{
    private static readonly Lazy<TextModel> _teacher = new(TrainTeacher);

    private static IEnumerable<StudentInitialization> Initializations() =>
        [StudentInitialization.Random, StudentInitialization.Extract, StudentInitialization.ExtractRandom, StudentInitialization.ExtractImportant(64)];

    [TestCaseSource(nameof(Initializations))]
    public void Run_SmallerStudent_LearnsFromTheTeacherAlone(StudentInitialization initialization)
    {
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 16, heads: 2, feedForward: 32), seed: 3);
        var weights = TinyModels.Weights(_teacher.Value);

        Distillation.Run(_teacher.Value, student, TinyModels.Data(128), Options(30, DistillationRecipe.Joint.Without<AttentionScoreLoss>() with { Start = initialization }), new TrainingEnvironment(1));

        Assert.That(TinyModels.Accuracy(student, TinyModels.Data(128)), Is.GreaterThan(0.97));
        Assert.That(TinyModels.Weights(_teacher.Value), Is.EqualTo(weights), "The teacher does not change.");
    }

    [Test]
    public void Run_EveryIntermediateTermAlone_FallsMuch()
    {
        foreach (var (name, options) in new[]
        {
            ("embeddings", Options(30, new EmbeddingLoss())),
            ("hidden", Options(30, new HiddenStateLoss())),
            ("attention", Options(30, new AttentionScoreLoss())),
        })
        {
            var losses = new List<double>();
            var environment = new TrainingEnvironment(1, 2, new DirectProgress(report => losses.Add(report.Terms.Single(term => term.Key == name).Value)));
            var student = TinyModels.Create(TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 32), seed: 3);

            Distillation.Run(_teacher.Value, student, TinyModels.Data(128), options, environment);

            TestContext.Out.WriteLine($"{name}: {losses[0]:0.0e+0} to {losses[^1]:0.0e+0}");
            Assert.That(losses[^1], Is.LessThan(0.2 * losses[0]), name);
        }
    }

    [Test]
    public void Run_TwoStages_LearnsLayersFirst()
    {
        var recipe = new DistillationRecipe(
            "test", new DistillationStage("distil layers", 1, new HiddenStateLoss()), new DistillationStage("distil", 2, new HiddenStateLoss(), new PredictionLoss()));
        var stages = new List<string>();
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(report => stages.Add($"{report.Stage}: {string.Join(", ", report.Terms.Select(term => term.Key))}")));

        Distillation.Run(_teacher.Value, TinyModels.Create(), TinyModels.Data(32), Options(3, recipe), environment);

        Assert.That(stages.Distinct(), Is.EqualTo(["distil layers: hidden", "distil: hidden, predictions"]));
    }

    [Test]
    public void Run_OtherNumberOfHeads_ThrowsNamingTheRemedy() =>
        Assert.That(
            () => Distillation.Run(
                _teacher.Value, TinyModels.Create(TinyModels.ShapeOf(1, 16, 4, 32)), TinyModels.Data(8), Options(1, new AttentionScoreLoss()), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("RelationLoss"));

    [Test]
    public void Run_OtherClasses_Throws()
    {
        var student = TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, ["a", "b", "c"], 12, seed: 1);

        Assert.That(
            () => Distillation.Run(_teacher.Value, student, TinyModels.Data(8), Options(1, new PredictionLoss()), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("3 classes").And.Message.Contains("2"));
    }

    /// <remarks>Then features of the embeddings and features of the layers are different numbers.</remarks>
    [Test]
    public void Run_FactorizedEmbeddings_ExtractsAndTrains()
    {
        var teacher = TinyModels.CreateLively(TinyModels.Shape with { EmbeddingSize = 16 });
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 16, heads: 2, feedForward: 32) with { EmbeddingSize = 8 });

        Assert.That(
            () => Distillation.Run(teacher, student, TinyModels.Data(32), Options(1, DistillationRecipe.Joint.Without<AttentionScoreLoss>()), new TrainingEnvironment(1)),
            Throws.Nothing);
    }

    private static DistillationOptions Options(int epochs, params IReadOnlyList<DistillationLoss> losses) =>
        Options(epochs, new DistillationRecipe("test", new DistillationStage("distil", 1, losses)) { Start = StudentInitialization.Random });

    private static DistillationOptions Options(int epochs, DistillationRecipe recipe) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        LearningRate = 3e-3,
        Dropout = 0,
        AttentionDropout = 0,
        Recipe = recipe,
    };

    private static TextModel TrainTeacher()
    {
        var teacher = TinyModels.Create();
        var options = new FineTuningOptions { Epochs = 30, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(teacher, TinyModels.Data(128), options, new TrainingEnvironment(1));
        return teacher;
    }
}
