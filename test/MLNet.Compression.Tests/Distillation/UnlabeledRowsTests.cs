using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Lessons;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Rows without labels.</summary>
public class UnlabeledRowsTests
{
    private static readonly DistillationRecipe _labels = DistillationRecipe.Hinton(temperature: 1, alpha: 0.5);

    private static readonly DistillationRecipe _labeledRowsAlone = new(
        "labelled", new DistillationStage("distil", 1, new PredictionLoss()) { Batches = BatchMix.Labeled });

    private readonly List<string> _messages = [];
    private MLContext _ml = new();

    [SetUp]
    public void Listen()
    {
        _messages.Clear();
        _ml = new MLContext(seed: 1);
        _ml.Log += (_, message) => _messages.Add(message.RawMessage);
    }

    [Test]
    public void Fit_UnlabeledSetAndMissingLabels_AreLearntFrom()
    {
        var student = Distil(Rows(60, unlabeled: row => row.Number % 2 == 1), options => options.UnlabeledSet = Texts(60));

        Assert.That(_messages, Has.Some.Contains("30 rows with labels and 90 without"));
        Assert.That(AccuracyOf(student), Is.GreaterThan(0.7));
    }

    [Test]
    public void Fit_RecipeOfLabelledRowsAlone_SaysWhatIsLeftOut()
    {
        Distil(Rows(60, unlabeled: row => row.Number % 2 == 1), options => (options.Recipe, options.Epochs) = (_labeledRowsAlone, 1));

        Assert.That(_messages, Has.Some.Contains("30 of 60 rows have no label in column 'Label' and are left out: no stage of the recipe labelled learns from rows without labels"));
    }

    [Test]
    public void Fit_UnlabeledSetThatTheRecipeCannotUse_IsRefused() => Assert.That(
        () => Distil(Rows(60), options => (options.Recipe, options.UnlabeledSet) = (_labeledRowsAlone, Texts(10))),
        Throws.ArgumentException.With.Message.Contains("UnlabeledSet is set, but no stage of the recipe labelled"));

    [Test]
    public void Fit_EmptyUnlabeledSet_IsRefused() => Assert.That(
        () => Distil(Rows(60), options => options.UnlabeledSet = Texts(0)), Throws.InvalidOperationException.With.Message.Contains("UnlabeledSet has no rows"));

    [Test]
    public void Fit_UnlabeledSetWithoutTheText_NamesTheColumn() => Assert.That(
        () => Distil(Rows(60), options => options.UnlabeledSet = OtherText()),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Sentence1'"));

    [Test]
    public void Fit_NoLabelColumn_LearnsFromAFittedTeacherAlone()
    {
        var student = Distil(Texts(240), options => options.Recipe = DistillationRecipe.LogitRegression);

        Assert.That(student.Model.Labels, Is.EqualTo(Fitted.Teacher.Model.Labels));
        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Estimator_ContractWithoutLabels_Holds() => EstimatorContract.Check(
        _ml, Estimator(options => options.Epochs = 1), Texts(60), Texts(30));

    [Test]
    public void Fit_AllLabelsMissing_LearnsFromAFittedTeacherAlone() =>
        Assert.That(AccuracyOf(Distil(Rows(240, unlabeled: _ => true), options => options.Recipe = DistillationRecipe.LogitRegression)), Is.GreaterThan(0.8));

    [Test]
    public void Fit_RecipeOfLabelsWithoutAny_IsRefused() => Assert.That(
        () => Distil(Texts(30), options => options.Recipe = _labels), Throws.ArgumentException.With.Message.Contains("needs rows with labels, and there are none: leave its LabelLoss out"));

    [Test]
    public void Fit_PseudoLabels_StandInForLabels()
    {
        var recipe = new DistillationRecipe("labels alone", new DistillationStage("distil", 1, new LabelLoss()));

        var student = Distil(Texts(240), options => (options.Recipe, options.PseudoLabelConfidence) = (recipe, 0.4));

        Assert.That(_messages, Has.Some.Contains("pseudo-labels: of 240 rows without a label "));
        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_PseudoLabelsForARecipeWithoutLabels_AreRefused() => Assert.That(
        () => Distil(Texts(30), options => options.PseudoLabelConfidence = 0.9), Throws.ArgumentException.With.Message.Contains("no loss of the recipe Joint reads labels: add a LabelLoss"));

    [TestCase(90, "PseudoLabelConfidence is 90", "90 % is 0.9")]
    public void Distillation_PercentForAConfidence_SaysTheShare(double confidence, string fault, string remedy) => Assert.That(
        () => Estimator(options => options.PseudoLabelConfidence = confidence), Throws.ArgumentException.With.Message.Contains(fault).And.Message.Contains(remedy));

    [Test]
    public void Of_TwoTeachers_TakesTheirMean()
    {
        var first = new ProbabilityTable([0.9f, 0.1f, 0.6f, 0.4f, 0.2f, 0.8f], classes: 2);
        var second = new ProbabilityTable([0.7f, 0.3f, 0.1f, 0.9f, 0.1f, 0.9f], classes: 2);

        Assert.That(PseudoLabels.Of([first, second], 0.79), Is.EqualTo(new int?[] { 0, null, 1 }));
    }

    [Test]
    public void Fit_ResumedWithOtherUnlabelledRows_IsRefused()
    {
        using var folder = new TemporaryFolder();
        void Change(DistillationTrainer.Options options, int texts) => (options.UnlabeledSet, options.ResumeFolder, options.Epochs) = (Texts(texts), folder.Path, 1);
        Distil(Rows(60), options => Change(options, 30));

        Assert.That(() => Distil(Rows(60), options => Change(options, 31)), Throws.InstanceOf<ResumeMismatchException>().With.Message.Contains("rows without labels"));
    }

    private FullPrecisionTransformer Distil(IDataView rows, Action<DistillationTrainer.Options> change) => Estimator(change).Fit(rows);

    // Loaded, so that it tells this test's context what it does.
    private DistillationTrainer Estimator(Action<DistillationTrainer.Options> change) => _ml.MulticlassClassification.Trainers.Distillation(
        SavedModel.RoundTrip(_ml, Fitted.Teacher, Fitted.Train.Schema), Small.Distillation(change));

    private IDataView Rows(int count, Func<Message, bool>? unlabeled = null)
    {
        var rows = Messages.Create(count);
        foreach (var row in rows.Where(row => unlabeled?.Invoke(row) ?? false))
        {
            row.Label = "";
        }

        return _ml.Data.LoadFromEnumerable(rows);
    }

    private IDataView Texts(int count) => _ml.Data.LoadFromEnumerable(Messages.Create(count, seed: 9).Select(message => new Text { Sentence1 = message.Sentence1, Number = message.Number }));

    private double AccuracyOf(TextModelTransformer student)
    {
        var scored = student.Transform(Fitted.Test);
        scored = scored.Schema["PredictedLabel"].Type is KeyDataViewType ? _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored) : scored;
        var labels = Messages.Create(60, seed: 8).Select(message => message.Label);
        return scored.GetColumn<string>("PredictedLabel").Zip(labels).Average(pair => pair.First == pair.Second ? 1.0 : 0);
    }

    private sealed class Text
    {
        public string Sentence1 { get; set; } = "";

        public int Number { get; set; }
    }

    private IDataView OtherText()
    {
        var row = new { Text = "a" };
        return _ml.Data.LoadFromEnumerable(Enumerable.Repeat(row, 1));
    }
}
