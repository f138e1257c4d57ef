using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>Recipes on running text: no labels, and a vocabulary of classes.</summary>
public class GeneralDistillationTests
{
    private static readonly Lazy<TextModel> _teacher = new(TrainTeacher);

    /// <remarks>The cosine has a small weight beside 5 · T² of the predictions, and is slower.</remarks>
    [Test]
    public void Run_DistilBertsTripleLoss_LearnsHiddenPiecesPredictionsAndStates()
    {
        var reports = new List<TrainingProgress>();
        var student = Create(TinyModels.ShapeOf(layers: 1, hidden: 32, heads: 2, feedForward: 32), seed: 3);

        Run(student, DistillationRecipe.DistilBertGeneral with { Start = StudentInitialization.Random }, epochs: 12, new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)));

        Assert.That(reports[0].Terms.Select(term => term.Key), Is.EqualTo(["KL", "token labels", "cosine"]));
        foreach (var (first, last) in reports[0].Terms.Zip(reports[^1].Terms))
        {
            TestContext.Out.WriteLine($"{first.Key}: {first.Value:0.000} to {last.Value:0.000}");
            Assert.That(last.Value, Is.LessThan((first.Key == "cosine" ? 0.75 : 0.6) * first.Value), first.Key);
        }
    }

    /// <remarks>Neither widths nor heads agree.</remarks>
    [Test]
    public void Run_MiniLmV2_FollowsRelationsAcrossWidthsAndHeads()
    {
        var reports = new List<TrainingProgress>();
        var student = Create(TinyModels.ShapeOf(layers: 1, hidden: 24, heads: 3, feedForward: 32), seed: 3);

        Run(student, DistillationRecipe.MiniLmV2General with { Start = StudentInitialization.Random }, epochs: 12, new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)));

        Assert.That(reports[^1].Loss, Is.LessThan(0.5 * reports[0].Loss));
    }

    [Test]
    public void Run_LossOfHiddenPiecesWithoutMasking_SaysWhatToSet() => Refused(new LanguageModelLoss(), masking: null, "Masking.Bert");

    [Test]
    public void Run_PredictionsOfHiddenTokensWithoutMasking_SaysWhatToSet() =>
        Refused(new PredictionLoss { OnlyHiddenTokens = true }, masking: null, "set the stage's Masking");

    [Test]
    public void Run_LabelsAndHiddenPiecesInOneStage_AsksForTwo() => Refused(new LabelLoss(), Masking.Bert, "a stage of its own");

    [Test]
    public void Run_HeadsThatDoNotDivide_NamesThoseThatDo() => Refused(new RelationLoss { RelationHeads = 5 }, masking: null, "such as 4");

    [Test]
    public void Run_WeightsOfRelationsAllZero_IsRefused() =>
        Refused(new RelationLoss { QueryWeight = 0, KeyWeight = 0, ValueWeight = 0 }, masking: null, "one of them above 0");

    [Test]
    public void Run_TokensHiddenTwice_IsRefused()
    {
        var options = Options(DistillationRecipe.DistilBertGeneral, epochs: 1);
        options.MaskedTokenShare = 0.1;

        Assert.That(
            () => Distillation.Run(_teacher.Value, Create(TinyModels.Shape, seed: 3), Data(8), options, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("MaskedTokenShare").And.Message.Contains("must be 0"));
    }

    [Test]
    public void Run_ClassifierAndHiddenPieces_IsRefused() =>
        Assert.That(
            () => Distillation.Run(TinyModels.Create(), TinyModels.Create(), Data(8), Options(DistillationRecipe.DistilBertGeneral, epochs: 1), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("head is Sequence"));

    [Test]
    public void ToString_DistilBertGeneral_TellsWhatIsHidden() => Assert.That(
        DistillationRecipe.DistilBertGeneral.ToString(),
        Does.Contain("0.15 of the tokens hidden").And.Contain("5 x predictions of hidden tokens").And.Contain("2 x hidden pieces"));

    private static void Refused(DistillationLoss loss, Masking? masking, string remedy)
    {
        var recipe = new DistillationRecipe("test", new DistillationStage("distil", 1, loss) { Masking = masking });
        var student = Create(TinyModels.ShapeOf(layers: 1, hidden: 28, heads: 4, feedForward: 32), seed: 3);

        Assert.That(
            () => Distillation.Run(_teacher.Value, student, Data(8), Options(recipe, epochs: 1), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains(remedy));
    }

    private static void Run(TextModel student, DistillationRecipe recipe, int epochs, TrainingEnvironment environment)
    {
        Distillation.Run(_teacher.Value, student, Data(128), Options(recipe, epochs), environment);
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    private static DistillationOptions Options(DistillationRecipe recipe, int epochs) =>
        new() { Recipe = recipe, Epochs = epochs, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };

    private static TextModel TrainTeacher()
    {
        var teacher = Create(TinyModels.Shape, seed: 1);
        var options = new LanguageModellingOptions { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        LanguageModelling.Run(teacher, Data(256), options, new TrainingEnvironment(1));
        return teacher;
    }

    private static TextModel Create(BertShape shape, int seed) =>
        TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm);

    /// <summary>Three words that always come in the same order, five kinds.</summary>
    private static TextDataset Data(int rows)
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        for (var row = 0; row < rows; row++)
        {
            var words = Enumerable.Range(0, 3).Select(i => $"word{(char)('a' + (row % 5 * 3) + i)}");
            data.Add(string.Join(' ', words).AsMemory(), null);
        }

        return data;
    }
}
