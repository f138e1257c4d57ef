using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Remembering;

/// <summary>What a teacher gave is worth what it would give.</summary>
[TestFixture]
internal sealed class TeacherMemoryTests
{
    private const int Rows = 61;
    private static readonly TextModel _teacher = TinyModels.CreateLively();

    [TestCase(true)]
    [TestCase(false)]
    public void Run_PredictionsRemembered_GivesTheSameBitsAsComputing(bool inFile)
    {
        var options = Options(new PredictionLoss(), new LabelLoss(0.5));

        var expected = Train(options, megabytes: 0);

        Assert.That(Train(options, megabytes: 8, inFile), Is.EqualTo(expected));
    }

    /// <remarks>A row takes some three kilobytes, so that a limit of a megabyte does not let all of them in.</remarks>
    [TestCase(true)]
    [TestCase(false)]
    public void Run_StatesRemembered_GivesTheSameBitsWhateverThereIsRoomFor(bool inFile)
    {
        var options = Options(new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss(), new ValueRelationLoss(), new PredictionLoss());
        options.RememberStates = true;

        const int ManyRows = 600;
        var roomy = Train(options, megabytes: 100, inFile, ManyRows);
        var computed = Train(options, megabytes: 0, rows: ManyRows);

        Assert.That(Train(options, megabytes: 1, inFile, ManyRows), Is.EqualTo(roomy));
        Assert.That(roomy, Is.Not.EqualTo(computed), "fp16 shows in the last bits.");
        Assert.That(Deviation.Relative(roomy, computed), Is.LessThan(0.05));
    }

    [Test]
    public void Run_SeveralTeachers_EachRemembersItsOwn()
    {
        var options = Options(new PredictionLoss { TeacherWeights = [2, 1] });
        var second = TinyModels.Create(seed: 9);

        Assert.That(Train(options, 8, others: [second]), Is.EqualTo(Train(options, 0, others: [second])));
        Assert.That(Train(options, 8, others: [second]), Is.Not.EqualTo(Train(Options(new PredictionLoss()), 8)));
    }

    [Test]
    public void Run_HiddenTokens_AreComputedAnew()
    {
        var options = Options(new PredictionLoss());
        options.MaskedTokenShare = 0.3;

        Assert.That(Train(options, 8), Is.EqualTo(Train(options, 0)));
    }

    [Test]
    public void Run_InFile_LeavesNone()
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-compression-tests-");
        try
        {
            var options = Options(new PredictionLoss());
            options.ResumeFolder = folder.FullName;

            Train(options, 8, inFile: true);

            Assert.That(folder.EnumerateFiles("*.outputs", SearchOption.AllDirectories), Is.Empty);
            Assert.That(folder.EnumerateFiles("*.state", SearchOption.AllDirectories), Is.Not.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DistillationOptions Options(params IReadOnlyList<DistillationLoss> losses) => new()
    {
        Epochs = 3,
        BatchSize = 16,
        LearningRate = 3e-3,
        Recipe = new DistillationRecipe("test", new DistillationStage("distil", 1, losses)),
    };

    private static float[] Train(DistillationOptions options, int megabytes, bool inFile = false, int rows = Rows, IReadOnlyList<TextModel>? others = null)
    {
        var copy = (DistillationOptions)options.Clone();
        (copy.TeacherMemoryMegabytes, copy.RememberInFile) = (megabytes, inFile);
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 16, heads: 2, feedForward: 32), seed: 3);
        var input = DistillationInput.Of(_teacher, student, TinyModels.Data(rows));
        input = input with { Teachers = [.. input.Teachers, .. (others ?? []).Select(other => new Training.Objectives.ModelTeacher(other))] };
        Distillation.Run(input, copy, new TrainingEnvironment(1, 2));
        return TinyModels.Weights(student);
    }
}
