using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Recipes;

/// <summary>Chains that a recipe makes.</summary>
public class CompressTests
{
    private const long Bytes = 60_000;

    private static readonly IDataView _few = Messages.LoadKeyed(Fitted.Context, 60);

    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [TestCase(28_000, true)]
    [TestCase(200_000, false)]
    public void Fit_SavedModel_KeepsTheBytes(long bytes, bool isStatic)
    {
        var model = Trainers.Compress(Fitted.Teacher, Options(Quick(bytes), Fitted.Test)).Fit(Fitted.Train);

        Assert.That(SavedModel.Save(_ml, model, Fitted.Train.Schema), Has.Length.LessThanOrEqualTo(bytes));
        Assert.That(model.Model.Shape.Layers.IsEmpty, Is.EqualTo(isStatic));
        Assert.That(model.Report.Quality!.Accuracy, Is.GreaterThan(0.9));
    }

    /// <summary>The stages are those that somebody would put together by hand.</summary>
    [Test]
    public void Fit_Recipe_IsTheChainOfItsStages()
    {
        var recipe = Quick(Bytes) with { Bytes = null, Students = [new RecipeStudent(Small.Student with { VocabularySize = 200 }, QuantizationPlan.W4)] };
        var shape = Small.Student with { VocabularySize = 200, MaxTokens = 24 };

        var model = Trainers.Compress(Fitted.Teacher, Options(recipe)).Fit(_few);
        var byHand = Trainers.Distillation(Fitted.Teacher, new DistillationTrainer.Options { Student = shape, Epochs = 2, LearningRate = 3e-3, BatchSize = 8, Threads = 1 })
            .Quantize(new QuantizationEstimator.Options
            {
                Plan = QuantizationPlan.W4,
                QuantizationAwareTraining = new QuantizationOptions { Epochs = 2, LearningRate = 3e-3, BatchSize = 8, Threads = 1 },
            })
            .Fit(_few);

        Assert.That(BytesOf(model.Model), Is.EqualTo(BytesOf(byHand.Model)));
        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo((string[])["fine-tune", "distil", "quantise"]));
    }

    [Test]
    public void Fit_StudentThatIsPruned_HasAStageForThatAndFewerBytes()
    {
        var student = new RecipeStudent(new StudentShape(2, 64, 2, 64), QuantizationPlan.W4);
        var recipe = Quick(Bytes) with { Bytes = null, Students = [student], Measure = PruningMeasure.Magnitude };
        var pruned = recipe with { Bytes = 200_000, Students = [student with { Sparsity = 0.75 }] };

        var dense = Trainers.Compress(Fitted.Teacher, Options(recipe)).Fit(_few);
        var model = Trainers.Compress(Fitted.Teacher, Options(pruned)).Fit(_few);

        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo((string[])["fine-tune", "distil", "prune", "quantise"]));
        Assert.That(model.Report.Parts.Single(part => part.Name == "layer 1").Sparsity, Is.GreaterThan(0.7));
        Assert.That(model.Report.SizeInBytes, Is.LessThan(0.8 * dense.Report.SizeInBytes));
    }

    /// <summary>Its scores of attention could not be compared with the teacher's, head by head; what somebody asks for by name is refused then.</summary>
    [Test]
    public void Fit_StudentWithOtherHeads_LearnsAllButTheAttention()
    {
        var recipe = Quick(Bytes) with { Bytes = null, Students = [new RecipeStudent(new StudentShape(2, 64, 1, 64), QuantizationPlan.W4)] };
        var byName = recipe with { Distillation = DistillationRecipe.Joint with { LearningRate = 1e-3 } };

        var model = Trainers.Compress(Fitted.Teacher, Options(recipe)).Fit(_few);

        Assert.That(model.Model.Shape.Layers[0].Heads, Is.EqualTo(1));
        Assert.That(() => Trainers.Compress(Fitted.Teacher, Options(byName)).Fit(_few), Throws.ArgumentException.With.Message.Contains("head by head"));
    }

    [Test]
    public void Fit_FormatsToChoose_KeepTheBytes()
    {
        var recipe = Quick(Bytes) with { Students = [new RecipeStudent(new StudentShape(2, 64, 2, 64), QuantizationPlan.Of(QuantizationScheme.LearnedStep(2)))], Allocation = new BitAllocation() };

        var model = Trainers.Compress(Fitted.Teacher, Options(recipe)).Fit(_few);

        Assert.That(model.Allocation, Is.Not.Null);
        Assert.That(SavedModel.Save(_ml, model, _few.Schema), Has.Length.LessThanOrEqualTo(Bytes));
    }

    [Test]
    public void Fit_TooFewBytes_SaysTheLeastBeforeTheTeacherIsTrained()
    {
        var trained = new List<TrainingProgress>();
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(trained.Add)));

        var fault = Assert.Throws<ArgumentException>(() => teacher.Compress(CompressionRecipe.Small(1_000)).Fit(_few))!;
        var least = long.Parse(Regex.Match(fault.Message, "comes to ([0-9,]+)").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

        Assert.That(trained, Is.Empty);
        Assert.That(() => Trainers.Compress(Fitted.Teacher, Options(Quick(least - 1))).Fit(_few), Throws.ArgumentException);
        Assert.That(() => Trainers.Compress(Fitted.Teacher, Options(Quick(least))).Fit(_few), Throws.Nothing);
    }

    [Test]
    public void Compress_Chain_PutsTheSmallModelInThePlaceOfTheTeacher()
    {
        var rows = Messages.Load(_ml, 60);
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = chain.Compress(Options(Quick(Bytes))).Fit(rows);
        var loaded = SavedModel.RoundTrip(_ml, model, rows.Schema);
        var smaller = loaded.Compress(rows, Options(Quick(28_000)));

        Assert.That(loaded.TextModel(), Is.InstanceOf<QuantizationTransformer>());
        Assert.That(loaded.Transform(rows).GetColumn<string>("PredictedLabel"), Is.EqualTo(model.Transform(rows).GetColumn<string>("PredictedLabel")));
        Assert.That(smaller.TextModel().Model.Shape.Layers, Is.Empty);
    }

    [Test]
    public void Fit_StoppedRun_GoesOnToTheSameModel()
    {
        using var folder = new TemporaryFolder();
        var recipe = Quick(Bytes);
        var whole = Trainers.Compress(Fitted.Teacher, Options(recipe)).Fit(_few);
        using var stop = new CancellationTokenSource();
        var options = Options(recipe);
        (options.ResumeFolder, options.SaveEverySteps, options.CancellationToken) = (folder.Path, 3, stop.Token);
        options.Progress = new Listener(at =>
        {
            if (at.Stage == "quantise")
            {
                stop.Cancel();
            }
        });

        Assert.That(() => Trainers.Compress(Fitted.Teacher, options).Fit(_few), Throws.InstanceOf<OperationCanceledException>());
        (options.CancellationToken, options.Progress) = (default, null);
        var resumed = Trainers.Compress(Fitted.Teacher, options).Fit(_few);

        Assert.That(BytesOf(resumed.Model), Is.EqualTo(BytesOf(whole.Model)));
    }

    [Test]
    public void Fit_Regression_KeepsTheBytes()
    {
        var rows = _ml.Data.LoadFromEnumerable(RatedMessage.Create(60));
        var teacher = _ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options { Shape = new ModelShape(1, 32, 2, 64), VocabularySize = 200, MaxTokens = 24, Epochs = 1, Threads = 1 });

        var model = teacher.Compress(Options(Quick(Bytes) with { Baseline = true }, rows)).Fit(rows);

        Assert.That(SavedModel.Save(_ml, model, rows.Schema), Has.Length.LessThanOrEqualTo(Bytes));
        Assert.That(model.Report.Baseline!.Quality.Regression!.Pearson, Is.GreaterThan(0.5));
    }

    [Test]
    public void Compress_FaultInTheRecipe_IsNamedWithItsPath() => Assert.That(
        () => Trainers.TextClassification().Compress(Quick(Bytes) with
        {
            Coverage = 99,
            DistillationLength = new(Epochs: 0),
            Students = [new RecipeStudent(StudentShape.Static(8), QuantizationPlan.Int8) { Sparsity = 0.5 }],
        }),
        Throws.ArgumentException
            .With.Message.Contains("Recipe.Coverage is 99")
            .And.Message.Contains("Recipe.DistillationLength.Epochs is 0")
            .And.Message.Contains("Recipe.Students[0].Sparsity is 0.5"));

    /// <summary>A recipe whose trainings take a moment.</summary>
    private static CompressionRecipe Quick(long bytes)
    {
        var length = new TrainingLength(Epochs: 2, LearningRate: 3e-3, BatchSize: 8);
        return CompressionRecipe.Small(bytes) with { DistillationLength = length, PruningLength = length, QuantizationLength = length, Baseline = false };
    }

    private static RecipeEstimator.Options Options(CompressionRecipe recipe, IDataView? validation = null) => new() { Recipe = recipe, ValidationSet = validation, Threads = 1 };

    private static byte[] BytesOf(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
