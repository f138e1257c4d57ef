using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.BinaryTextClassification;

public class BinaryTextClassificationTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly string[] _truthValues = ["False", "True"];
    private static readonly Lazy<IDataView> _train = new(() => Load(240, seed: 7));
    private static readonly Lazy<IDataView> _test = new(() => Load(60, seed: 8));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => _ml.BinaryClassification.Trainers.TextClassification(Options()).Fit(_train.Value));

    [Test]
    public void Fit_Model_IsWhatEvaluateOfBinaryClassificationAsksFor()
    {
        var metrics = _ml.BinaryClassification.Evaluate(_model.Value.Transform(_test.Value));

        Assert.That(metrics.Accuracy, Is.GreaterThan(0.9));
        Assert.That(metrics.AreaUnderRocCurve, Is.GreaterThan(0.95));
        Assert.That(metrics.LogLoss, Is.LessThan(0.6), "in bits: probabilities mean what they say");
    }

    [Test]
    public void Transform_Columns_AreThoseOfOneProbability()
    {
        foreach (var row in Read(_model.Value.Transform(_test.Value)))
        {
            var probabilities = _model.Value.Score(row.Sentence1);
            Assert.That(row.Probability, Is.EqualTo(probabilities[1]).Within(1e-6f));
            Assert.That(row.Score, Is.EqualTo(Math.Log(row.Probability / (1 - (double)row.Probability))).Within(1e-2));
            Assert.That(row.PredictedLabel, Is.EqualTo(row.Probability > 0.5f));
        }
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.BinaryClassification.Trainers.TextClassification(Options(epochs: 1)), _train.Value, _test.Value, Written);

    [Test]
    public void CrossValidate_Folds_AreScored()
    {
        var folds = _ml.BinaryClassification.CrossValidate(_train.Value, _ml.BinaryClassification.Trainers.TextClassification(Options(epochs: 3)), numberOfFolds: 2);

        Assert.That(folds.Select(fold => fold.Metrics.AreaUnderRocCurve), Has.All.GreaterThan(0.6));
    }

    [Test]
    public void Chain_DistilledPrunedQuantised_SavedAndLoaded_ScoresAlike()
    {
        var trainers = _ml.BinaryClassification.Trainers;
        ITransformer model = trainers.Distillation(_model.Value, Small.Distillation()).Prune(Small.Pruning()).Quantize().Fit(_train.Value);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, _train.Value.Schema, stream);
        stream.Position = 0;

        var loaded = _ml.Model.Load(stream, out _);

        Assert.That(Probabilities(loaded), Is.EqualTo(Probabilities(model)));
        Assert.That(_ml.BinaryClassification.Evaluate(loaded.Transform(_test.Value)).Accuracy, Is.GreaterThan(0.8));
        Assert.That(_ml.BinaryClassification.EvaluateLoyalty(_test.Value, loaded, _model.Value).LabelLoyalty, Is.GreaterThan(0.8));
    }

    [Test]
    public void PredictionEngine_OneText_GivesItsProbability()
    {
        var engine = _ml.Model.CreatePredictionEngine<Row, Scored>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });

        var predicted = engine.Predict(new Row { Sentence1 = "I was charged twice." });

        Assert.That(predicted.Probability, Is.EqualTo(_model.Value.Score("I was charged twice.")[1]));
    }

    [Test]
    public void Distillation_BinaryModelOfAnotherKind_Teaches()
    {
        var teacher = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(_train.Value);

        var student = _ml.BinaryClassification.Trainers.Distillation([DistillationTeacher.Of(teacher)], Small.Distillation(options =>
        {
            options.Recipe = DistillationRecipe.Hinton();
            options.Text = new StudentText { VocabularySize = 250, MaxTokens = 24 };
        })).Fit(_train.Value);

        Assert.That(_ml.BinaryClassification.EvaluateLoyalty(_test.Value, student, teacher).LabelLoyalty, Is.GreaterThan(0.7));
    }

    [Test]
    public void EvaluateRobustness_BinaryModel_IsAttacked()
    {
        var metrics = _ml.BinaryClassification.EvaluateRobustness(_test.Value, _model.Value, new WordDeletionAttack(), new RobustnessOptions { Rows = 10 });

        Assert.That(metrics.Texts, Has.Count.EqualTo(10));
        Assert.That(metrics.Texts.Select(text => text.Label).Distinct(), Is.SubsetOf(_truthValues));
    }

    [Test]
    public void Fit_LabelOfKeys_NamesTheRemedy() => Assert.That(
        () => _ml.BinaryClassification.Trainers.TextClassification(Options()).Fit(Fitted.Train),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Label").And.Message.Contains("Boolean").And.Message.Contains("MulticlassClassification"));

    [Test]
    public void Fit_OneClassOnly_Throws() => Assert.That(
        () => _ml.BinaryClassification.Trainers.TextClassification(Options()).Fit(_ml.Data.LoadFromEnumerable(Rows(60, 7).Select(row => new Row { Sentence1 = row.Sentence1, Label = true }))),
        Throws.InvalidOperationException.With.Message.Contains("True").And.Message.Contains("both kinds"));

    [Test]
    public void Prune_ModelOfKeys_IsSentToItsCatalog() => Assert.That(
        () => _ml.BinaryClassification.Trainers.Prune(Fitted.Teacher), Throws.ArgumentException.With.Message.Contains("MulticlassClassification"));

    private static BinaryTextClassificationTrainer.Options Options(int epochs = 6) => new()
    {
        Shape = new ModelShape(2, 64, 2, 64),
        VocabularySize = 250,
        MaxTokens = 24,
        Epochs = epochs,
        BatchSize = 8,
        LearningRate = 1e-3,
        Dropout = 0,
        AttentionDropout = 0,
        Threads = 1,
    };

    private static IEnumerable<Row> Rows(int count, int seed) => Messages.Create(count, seed).Select(message => new Row { Sentence1 = message.Sentence1, Label = message.Label == "billing" });

    private static IDataView Load(int count, int seed) => _ml.Data.LoadFromEnumerable(Rows(count, seed));

    private static float[] Probabilities(ITransformer model) => [.. Read(model.Transform(_test.Value)).Select(row => row.Probability)];

    private static IReadOnlyList<string> Written(IDataView scored) => [.. Read(scored).Select(row => FormattableString.Invariant($"{row.Score:R} {row.Probability:R} {row.PredictedLabel}"))];

    private static IEnumerable<Scored> Read(IDataView scored) => _ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false);

    private sealed class Row
    {
        public string Sentence1 { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public string Sentence1 { get; set; } = "";

        public bool Label { get; set; }

        public bool PredictedLabel { get; set; }

        public float Probability { get; set; }

        public float Score { get; set; }
    }
}
