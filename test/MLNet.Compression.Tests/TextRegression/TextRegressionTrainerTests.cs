using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextRegression;

public class TextRegressionTrainerTests
{
    private static readonly MLContext _ml = new(seed: 1);
    private static readonly IDataView _train = _ml.Data.LoadFromEnumerable(RatedMessage.Create(240));
    private static readonly IDataView _test = _ml.Data.LoadFromEnumerable(RatedMessage.Create(60, seed: 8));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => Trainer().Fit(_train));
    private static readonly Lazy<QuantizationTransformer> _compressed = new(() =>
        _ml.Regression.Trainers.Distillation(Trainer(options => options.ValidationSet = _test), Small.Distillation())
            .Prune(Small.Pruning())
            .Quantize(QuantizationScheme.Int8)
            .Fit(_train));

    [Test]
    public void Fit_RatedMessages_LearnsTheRatings()
    {
        var metrics = _ml.Regression.Evaluate(_model.Value.Transform(_test));

        Assert.That(metrics.RSquared, Is.GreaterThan(0.85));
        Assert.That(metrics.RootMeanSquaredError, Is.LessThan(0.5));
        Assert.That(_model.Value.Model.Head, Is.EqualTo(HeadKind.Regression));
        Assert.That(_model.Value.Model.Labels, Is.Empty);
    }

    [Test]
    public void GetOutputSchema_Promise_IsWhatTransformGives()
    {
        var promised = Trainer().GetOutputSchema(MicrosoftMLInternals.ShapeOf(_train.Schema));
        var given = _model.Value.Transform(_test).Schema;

        Assert.That(promised.Select(column => column.Name), Is.EqualTo(given.Select(column => column.Name)));
        Assert.That(given["Score"].Type, Is.EqualTo(NumberDataViewType.Single));
        Assert.That(given.GetColumnOrNull("PredictedLabel"), Is.Null);
        Assert.That(
            promised.Single(column => column.Name == "Score").Annotations.Select(annotation => annotation.Name),
            Is.EquivalentTo(given["Score"].Annotations.Schema.Select(annotation => annotation.Name)));
    }

    [Test]
    public void Save_Model_IsLoadedWithTheSameBits()
    {
        var loaded = SavedModel.RoundTrip(_ml, _model.Value, _test.Schema);

        Assert.That(Scores(loaded.Transform(_test)), Is.EqualTo(Scores(_model.Value.Transform(_test))));
    }

    [Test]
    public void Save_NewerBlock_IsRefused()
    {
        var damaged = SavedModel.Change(SavedModel.Save(_ml, _model.Value, _test.Schema), "Model.key", bytes =>
        {
            bytes[0x100] = 99;
            return bytes;
        });

        Assert.That(SavedModel.Fault(Assert.Catch(() => SavedModel.Load(_ml, damaged))).Message, Does.Contain("format version"));
    }

    [Test]
    public void PredictionEngine_OneText_GivesTheScoreOfTransform()
    {
        var message = RatedMessage.Create(1, seed: 9)[0];
        using var engine = _ml.Model.CreatePredictionEngine<RatedMessage, Rating>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(message).Score, Is.EqualTo(_model.Value.Score(message.Sentence1).Single()));
    }

    [Test]
    public void Fit_Chain_CompressesAndReportsCorrelations()
    {
        var report = _compressed.Value.Report;
        var metrics = _ml.Regression.Evaluate(_compressed.Value.Transform(_test));

        Assert.That(metrics.RSquared, Is.GreaterThan(0.6));
        Assert.That(report.Stages.Select(stage => stage.Stage), Is.EqualTo(["fine-tune", "distil", "prune", "quantise"]));
        Assert.That(report.Stages.Select(stage => stage.Result!.Quality.Regression!.Pearson), Has.All.InRange(0.7, 1));
        Assert.That(report.Quality!.Regression!.RootMeanSquaredError, Is.EqualTo(metrics.RootMeanSquaredError).Within(1e-5));
        Assert.That(report.Quality.Regression.TeacherPearson, Is.InRange(0.7, 1));
        Assert.That(report.ToString(), Does.Contain("Spearman").And.Not.Contain("accuracy"));
        Assert.That(Scores(SavedModel.RoundTrip(_ml, _compressed.Value, _test.Schema).Transform(_test)), Is.EqualTo(Scores(_compressed.Value.Transform(_test))));
    }

    [TestCaseSource(typeof(LabelCase), nameof(LabelCase.All))]
    public void Fit_LabelOfAnyType_LearnsItOrSaysWhatToDo(LabelCase labels)
    {
        var data = labels.Load(_ml, Messages.Create(30));
        var trainer = Trainer(options => options.Epochs = 1);
        string[] converted = ["String", "Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Double"];

        if (labels.Type == typeof(float))
        {
            Assert.That(() => trainer.Fit(data), Throws.Nothing);
            return;
        }

        var remedy = converted.Contains(labels.Type.Name) ? "ConvertType(\"Label\", outputKind: DataKind.Single)" : "MulticlassClassification.Trainers";
        Assert.That(() => trainer.Fit(data), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("expected Single, got ").And.Message.Contains(remedy));
    }

    [Test]
    public void Fit_WholeNumbersConverted_LearnsThem()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(30).Select(message => new { message.Sentence1, Label = message.Number % 3 }));
        var pipeline = _ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single).Append(Trainer(options => options.Epochs = 1));

        Assert.That(() => pipeline.Fit(data), Throws.Nothing);
    }

    [Test]
    public void Fit_KeyLabel_NamesTheOtherCatalog() => Assert.That(
        () => Trainer().Fit(Fitted.Train), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Single").And.Message.Contains("MulticlassClassification.Trainers"));

    [Test]
    public void Fit_SomeLabelsMissing_LeavesThoseRowsOut()
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<string>();
        ml.Log += (_, entry) => messages.Add(entry.Message);
        var rows = RatedMessage.Create(30);
        rows[3].Label = float.NaN;

        ml.Regression.Trainers.TextRegression(Options(options => options.Epochs = 1)).Fit(ml.Data.LoadFromEnumerable(rows));

        Assert.That(messages, Has.Some.Contains("1 of 30 rows have no label"));
    }

    [Test]
    public void Fit_InfiniteLabel_NamesTheRow()
    {
        var rows = RatedMessage.Create(30);
        rows[3].Label = float.PositiveInfinity;

        Assert.That(() => Trainer().Fit(_ml.Data.LoadFromEnumerable(rows)), Throws.InvalidOperationException.With.Message.Contains("Row 3"));
    }

    [Test]
    public void Fit_OneValueOnly_IsRefused()
    {
        var rows = RatedMessage.Create(30).Where(row => row.Label == 2);

        Assert.That(() => Trainer().Fit(_ml.Data.LoadFromEnumerable(rows)), Throws.InvalidOperationException.With.Message.Contains("value 2"));
    }

    [Test]
    public void TextRegression_LabelSmoothing_IsRefused() =>
        Assert.That(() => Trainer(options => options.LabelSmoothing = 0.1).Fit(_train), Throws.ArgumentException.With.Message.Contains("smoothing"));

    private static TextRegressionTrainer Trainer(Action<TextRegressionTrainer.Options>? change = null) => _ml.Regression.Trainers.TextRegression(Options(change));

    private static TextRegressionTrainer.Options Options(Action<TextRegressionTrainer.Options>? change)
    {
        var options = new TextRegressionTrainer.Options { Threads = 1, Dropout = 0, AttentionDropout = 0 };
        var usual = Small.Teacher();
        (options.Shape, options.VocabularySize, options.MaxTokens) = (usual.Shape, usual.VocabularySize, usual.MaxTokens);
        (options.Epochs, options.BatchSize, options.LearningRate) = (usual.Epochs, usual.BatchSize, usual.LearningRate);
        change?.Invoke(options);
        return options;
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    private sealed class Rating
    {
        public float Score { get; set; }
    }
}
