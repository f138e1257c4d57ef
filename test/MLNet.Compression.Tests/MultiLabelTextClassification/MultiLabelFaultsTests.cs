using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.MultiLabelTextClassification;

public class MultiLabelFaultsTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IReadOnlyList<TopicRow> _rows = Topics.Create(16, seed: 2);
    private static readonly IDataView _train = Topics.LoadKeyed(_ml, _rows);
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => Trainer().Fit(_train));

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_OneLabelARow_NamesTheOtherTrainer() => Assert.That(
        () => Trainer().Fit(Fitted.Train),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label'").And.Message.Contains("vector").And.Message.Contains("TextClassification"));

    [Test]
    public void Fit_SlotsWithoutNames_SaysThatTheyNeedSome()
    {
        var schema = SchemaDefinition.Create(typeof(SlotRow));
        schema[nameof(SlotRow.Label)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);

        Assert.That(
            () => Trainer().Fit(_ml.Data.LoadFromEnumerable([new SlotRow { Sentence1 = "a", Label = [1, 0] }], schema)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label'").And.Message.Contains("slot names"));
    }

    [Test]
    public void Fit_SlotThatIsNeitherZeroNorOne_NamesRowAndLabel()
    {
        var twice = new TopicRow { Sentence1 = "soup and soup", Topics = ["food", "food"] };

        Assert.That(
            () => Trainer().Fit(Topics.LoadSlots(_ml, _rows.Append(twice))),
            Throws.InvalidOperationException.With.Message.Contains("Row 16 has 2 for 'food' in label column 'Label'"));
    }

    [Test]
    public void Fit_NoLabelAtAll_Throws() => Assert.That(
        () => Trainer(options => options.LabelColumnName = "Topics").Fit(_ml.Data.LoadFromEnumerable(_rows.Select(row => new TopicRow { Sentence1 = row.Sentence1 }))),
        Throws.InvalidOperationException.With.Message.Contains("'Topics' has no label in any row").And.Message.Contains("BinaryClassification"));

    [Test]
    public void Fit_TheSameLabelsEverywhere_Throws() => Assert.That(
        () => Trainer().Fit(Topics.LoadKeyed(_ml, _rows.Select(row => new TopicRow { Sentence1 = row.Sentence1, Topics = ["food", "sport"] }))),
        Throws.InvalidOperationException.With.Message.Contains("All 16 rows").And.Message.Contains("'sport', 'food'"));

    [Test]
    public void Fit_ValidationLabelNeverSeen_NamesRowAndLabel() => Assert.That(
        () => Trainer(options => options.ValidationSet = Topics.LoadKeyed(_ml, [new TopicRow { Sentence1 = "acme", Topics = ["trade"] }], "trade", "food")).Fit(_train),
        Throws.InvalidOperationException.With.Message.Contains("Row 0").And.Message.Contains("'trade'"));

    [Test]
    public void Fit_MissingKeysInAVector_AreSkipped()
    {
        var rows = _rows.Append(new TopicRow { Sentence1 = "soup", Topics = ["", "food", "unknown", "food"] });
        var model = Trainer(options => options.ValidationSet = Topics.LoadKeyed(_ml, rows)).Fit(Topics.LoadKeyed(_ml, rows));

        var scored = model.Transform(Topics.LoadKeyed(_ml, rows.TakeLast(1)));
        Assert.That(model.Report.Quality!.Rows, Is.EqualTo(17));
        Assert.That(_ml.MulticlassClassification.EvaluateMultiLabel(scored).Labels.Single(label => label.Label == "food").Rows, Is.EqualTo(1));
    }

    [TestCase(0f)]
    [TestCase(1f)]
    [TestCase(float.NaN)]
    public void Trainer_ThresholdOutOfRange_Throws(float threshold) =>
        Assert.That(() => Trainer(options => options.Threshold = threshold), Throws.InstanceOf<Exception>().With.Message.Contains("Threshold"));

    [Test]
    public void Distillation_DivergenceOfOneClass_IsRefusedBeforeTheTeacherIsTrained() => Assert.That(
        () => Distil([DistillationTeacher.Of(Trainer())], DistillationRecipe.Hinton().WithLoss<PredictionLoss>(loss => loss with { Divergence = PredictionDivergence.ReverseKullbackLeibler })),
        Throws.ArgumentException.With.Message.Contains("ReverseKullbackLeibler").And.Message.Contains("CrossEntropy"));

    [Test]
    public void Distillation_TeacherOfOneClass_IsRefused()
    {
        var rows = _ml.Transforms.Expression("Kind", "s : left(s, 1)", "Sentence1").Fit(_train).Transform(_train);
        var texts = Trainers.TextClassification(Small.Teacher(options => (options.LabelColumnName, options.Epochs) = ("Kind", 1)));

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(_model.Value), DistillationTeacher.Of(texts)], Small.Distillation()).Fit(rows),
            Throws.ArgumentException.With.Message.Contains("teachers of one kind").And.Message.Contains("MultiLabelTextClassification"));
    }

    [Test]
    public void Distillation_PseudoLabels_AreRefused() => Assert.That(
        () => Trainers.Distillation(_model.Value, Small.Distillation(options => (options.PseudoLabelConfidence, options.UnlabeledSet) = (0.9, _train))).Fit(_train),
        Throws.ArgumentException.With.Message.Contains("PseudoLabelConfidence"));

    [Test]
    public void Prune_InAnotherCatalog_IsSentToItsOwn() =>
        Assert.That(() => _ml.BinaryClassification.Trainers.Prune(_model.Value), Throws.ArgumentException.With.Message.Contains("MulticlassClassification"));

    [Test]
    public void EvaluateLoyalty_SeveralLabels_NamesTheOtherMeasure() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateLoyalty(_train, _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("EvaluateMultiLabel"));

    [Test]
    public void EvaluateMultiLabel_LabelsByHand_CountsThem()
    {
        var data = _ml.Data.LoadFromEnumerable(
        [
            new { Label = new[] { "a", "b" }, PredictedLabel = new[] { "b", "a" } },
            new { Label = new[] { "a" }, PredictedLabel = new[] { "a", "c" } },
            new { Label = new[] { "b", "" }, PredictedLabel = Array.Empty<string>() },
            new { Label = Array.Empty<string>(), PredictedLabel = Array.Empty<string>() },
        ]);

        var metrics = _ml.MulticlassClassification.EvaluateMultiLabel(data);

        Assert.That((metrics.Rows, metrics.ExactMatch), Is.EqualTo((4, 2 / 4.0)));
        Assert.That((metrics.Precision, metrics.Recall, metrics.MicroF1), Is.EqualTo((3 / 4.0, 3 / 4.0, 3 / 4.0)));
        Assert.That(metrics.Labels, Is.EqualTo([new ClassQuality("a", 2, 2, 2), new ClassQuality("b", 2, 1, 1), new ClassQuality("c", 0, 1, 0)]));
        Assert.That(metrics.MacroF1, Is.EqualTo((1 + (2 / 3.0) + 0) / 3).Within(1e-12));
        Assert.That(metrics.ToDataFrame()["MicroF1"][0], Is.EqualTo(metrics.MicroF1));
        Assert.That(metrics.Labels.ToDataFrame().Rows.Count, Is.EqualTo(3));
    }

    [Test]
    public void EvaluateMultiLabel_NoRows_Throws() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateMultiLabel(_model.Value.Transform(_ml.Data.FilterRowsByColumn(Numbered(), "Number", lowerBound: 5))),
        Throws.ArgumentException.With.Message.Contains("no rows"));

    private static IDataView Numbered() => _ml.Transforms.Expression("Number", "s : 1f", "Sentence1").Fit(_train).Transform(_train);

    private static void Distil(IReadOnlyList<DistillationTeacher> teachers, DistillationRecipe recipe) =>
        Trainers.Distillation(teachers, Small.Distillation(options => options.Recipe = recipe)).Fit(_train);

    private static MultiLabelTextClassificationTrainer Trainer(Action<MultiLabelTextClassificationTrainer.Options>? change = null)
    {
        var options = new MultiLabelTextClassificationTrainer.Options
        {
            Shape = new ModelShape(1, 32, 2, 64),
            VocabularySize = 80,
            MaxTokens = 24,
            Epochs = 1,
            BatchSize = 8,
            Threads = 1,
        };
        change?.Invoke(options);
        return Trainers.MultiLabelTextClassification(options);
    }
}
