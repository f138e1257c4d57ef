using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Variants of the training texts.</summary>
public class AugmentedRowsTests
{
    private const int Rows = 30;
    private readonly List<string> _messages = [];
    private MLContext _ml = new();
    private string _vectors = "";

    [SetUp]
    public void Prepare()
    {
        _messages.Clear();
        _ml = new MLContext(seed: 1);
        _ml.Log += (_, message) => _messages.Add(message.RawMessage);
        _vectors = Path.GetTempFileName();
        File.WriteAllLines(_vectors, ["parcel 1 0 0.1", "package 1 0.1 0", "courier 0.9 0.2 0", "invoice 0 1 0.1", "bill 0.1 1 0", "receipt 0 0.9 0.2"]);
    }

    [TearDown]
    public void Clean() => File.Delete(_vectors);

    [Test]
    public void Fit_Augmentation_LearnsFromVariantsWithoutLabels()
    {
        Fit(options => options.Augmentation = Variants());

        Assert.That(_messages, Has.Some.Contains($"variants of {Rows} texts"));
        Assert.That(_messages, Has.Some.Contains($"{Rows} rows with labels and "));
    }

    [Test]
    public void Fit_SameSeed_GivesTheSameModel()
    {
        var first = Fit(options => options.Augmentation = Variants()).Score("the parcel never arrived");

        Assert.That(Fit(options => options.Augmentation = Variants()).Score("the parcel never arrived"), Is.EqualTo(first));
        Assert.That(Fit(_ => { }).Score("the parcel never arrived"), Is.Not.EqualTo(first));
    }

    [Test]
    public void Fit_OptionsChangedAfterwards_AreNotRead()
    {
        var (variants, expected) = (Variants(), Fit(options => options.Augmentation = Variants()).Score("the bill"));
        var estimator = Estimator(options => options.Augmentation = variants);
        variants.WordVectorFile = "nowhere.txt";

        Assert.That(estimator.Fit(Messages.LoadKeyed(_ml, Rows)).Score("the bill"), Is.EqualTo(expected));
    }

    [Test]
    public void Fit_RecipeOfLabelsAlone_IsRefused()
    {
        var labels = new DistillationRecipe("labels", new DistillationStage("fine-tune", 1, new LabelLoss()));

        Assert.That(
            () => Fit(options => (options.Augmentation, options.Recipe) = (Variants(), labels)),
            Throws.ArgumentException.With.Message.Contains("Augmentation is set").And.Message.Contains("AugmentText"));
    }

    [Test]
    public void Fit_TeacherOfAnotherKind_IsRefused()
    {
        var data = Messages.LoadKeyed(_ml, Rows);
        var teacher = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1")
            .Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(data);
        var options = Small.Distillation(options => (options.Augmentation, options.Recipe) = (Variants(), DistillationRecipe.LogitRegression));

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.Distillation(teacher, options).Fit(data),
            Throws.ArgumentException.With.Message.Contains("Augmentation is set, but a teacher is no text model").And.Message.Contains("UnlabeledSet"));
    }

    [Test]
    public void Distillation_NoSourceOfVariants_IsRefused() => Assert.That(
        () => Estimator(options => options.Augmentation = new AugmentationOptions()),
        Throws.ArgumentException.With.Message.Contains("Augmentation.").And.Message.Contains("WordVectorFile"));

    private AugmentationOptions Variants() => new() { WordVectorFile = _vectors, Variants = 3, ReplacementProbability = 0.8 };

    private FullPrecisionTransformer Fit(Action<DistillationTrainer.Options> set) => Estimator(set).Fit(Messages.LoadKeyed(_ml, Rows));

    private DistillationTrainer Estimator(Action<DistillationTrainer.Options> set) =>
        _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation(options =>
        {
            options.Epochs = 1;
            set(options);
        }));
}
