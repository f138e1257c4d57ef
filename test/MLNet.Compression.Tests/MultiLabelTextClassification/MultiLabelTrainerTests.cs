using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.MultiLabelTextClassification;

public partial class MultiLabelTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<IDataView> _train = new(() => Topics.LoadKeyed(_ml, Topics.Create(200, seed: 1)));
    private static readonly Lazy<IDataView> _test = new(() => Topics.LoadKeyed(_ml, Topics.Create(80, seed: 2)));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => Trainers.MultiLabelTextClassification(Options()).Fit(_train.Value));

    private static readonly DistillationRecipe _predictions = DistillationRecipe.Hinton().WithLoss<LabelLoss>(_ => null);

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_Topics_AreFound()
    {
        var metrics = Evaluate(_model.Value);

        TestContext.Out.WriteLine(metrics);
        Assert.That(metrics.Rows, Is.EqualTo(80));
        Assert.That(metrics.MicroF1, Is.GreaterThan(0.95));
        Assert.That(metrics.ExactMatch, Is.GreaterThan(0.9));
        Assert.That(metrics.Labels.Select(label => label.Label), Is.EqualTo(["food", "music", "sport"]));
    }

    [Test]
    public void Transform_Columns_AreTheLabelsAboveTheThresholdMostProbableFirst()
    {
        var rows = Read(_model.Value);

        Assert.That(rows.Select(row => row.PredictedLabel.Length).Distinct(), Is.SupersetOf([0, 1, 2]));
        foreach (var row in rows)
        {
            var expected = Topics.Names.Zip(row.Score).Where(label => label.Second > 0.5f).OrderByDescending(label => label.Second).Select(label => label.First);
            Assert.That(row.PredictedLabel, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Transform_Score_NamesItsSlots()
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        _model.Value.Transform(_test.Value).Schema["Score"].GetSlotNames(ref names);

        Assert.That(names.DenseValues().Select(name => $"{name}"), Is.EqualTo(Topics.Names));
    }

    [Test]
    public void Estimator_Contract_Holds() =>
        EstimatorContract.Check(_ml, Trainers.MultiLabelTextClassification(Options(options => options.Epochs = 1)), _train.Value, _test.Value, Written);

    [Test]
    public void Fit_TextLabels_ArePredictedAsTexts()
    {
        var model = Trainers.MultiLabelTextClassification(Options(options => options.LabelColumnName = "Topics")).Fit(_train.Value);

        EstimatorContract.Check(_ml, Trainers.MultiLabelTextClassification(Options(options => (options.LabelColumnName, options.Epochs) = ("Topics", 1))), _train.Value, _test.Value, WrittenTexts);
        Assert.That(_ml.MulticlassClassification.EvaluateMultiLabel(model.Transform(_test.Value), "Topics").MicroF1, Is.GreaterThan(0.9));
    }

    [Test]
    public void Fit_NamedSlots_AreTheLabels()
    {
        var test = Topics.LoadSlots(_ml, Topics.Create(80, seed: 2));
        var trainer = Trainers.MultiLabelTextClassification(Options(options => options.ValidationSet = test));

        var model = trainer.Fit(Topics.LoadSlots(_ml, Topics.Create(200, seed: 1)));

        Assert.That(model.Model.Labels, Is.EqualTo(Topics.Names));
        Assert.That(model.Report.Quality!.MultiLabel!.MicroF1, Is.GreaterThan(0.9).And.EqualTo(_ml.MulticlassClassification.EvaluateMultiLabel(model.Transform(test)).MicroF1).Within(1e-9));
    }

    [Test]
    public void Chain_DistilledPrunedQuantised_SavedAndLoaded_ScoresAlike()
    {
        var model = Trainers.Distillation(_model.Value, Small.Distillation(options => options.Epochs = 12)).Prune(Small.Pruning()).Quantize(Small.Aware()).Fit(_train.Value);

        var loaded = SavedModel.RoundTrip(_ml, model, _train.Value.Schema);

        TestContext.Out.WriteLine(Evaluate(loaded));
        Assert.That(Written(loaded.Transform(_test.Value)), Is.EqualTo(Written(model.Transform(_test.Value))));
        Assert.That(Evaluate(loaded).MicroF1, Is.GreaterThan(0.85));
    }

    [Test]
    public void PruneQuickly_FittedModel_KeepsWhatItKnows()
    {
        var pruned = Trainers.PruneQuickly(_model.Value).Fit(_train.Value);

        Assert.That(pruned.Model.SizeInBytes, Is.LessThan(_model.Value.Model.SizeInBytes));
        Assert.That(Evaluate(pruned).MicroF1, Is.GreaterThan(0.85));
    }

    [Test]
    public void Chain_ValidationSet_IsMeasuredByF1AndExactMatch()
    {
        var trainer = Trainers.MultiLabelTextClassification(Options(options => (options.ValidationSet, options.KeepBest, options.Threshold) = (_test.Value, true, 0.4f)));

        var model = Trainers.Distillation(trainer, Small.Distillation(options => options.Epochs = 12)).Quantize().Fit(_train.Value);

        var (stages, metrics) = (model.Report.Stages, Evaluate(model));
        var quality = stages[^1].Result!.Quality;
        Assert.That(quality.MultiLabel!.MicroF1, Is.EqualTo(metrics.MicroF1).Within(1e-9).And.GreaterThan(0.85));
        Assert.That(quality.MultiLabel.MacroF1, Is.EqualTo(metrics.MacroF1).Within(1e-9));
        Assert.That(quality.Accuracy, Is.EqualTo(metrics.ExactMatch).Within(1e-9));
        Assert.That(quality.LabelLoyalty, Is.GreaterThan(0.7));
        Assert.That(model.Report.ToString(), Does.Contain("micro F1"));
        Assert.That(model.Report.ToHtml(), Does.Contain("micro F1"));
        Assert.That(model.Report.ToDataFrame()["MicroF1"][stages.Count - 1], Is.EqualTo(metrics.MicroF1).Within(1e-9));
        Assert.That(stages[0].Curve!.Scores.Max(point => point.Validation.Score), Is.GreaterThan(0.9));
    }

    [Test]
    public void PredictionEngine_Text_GivesItsLabels()
    {
        var chain = _model.Value.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(_model.Value.Transform(_test.Value)));
        using var engine = _ml.Model.CreatePredictionEngine<TopicRow, PredictedTopics>(chain, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new() { Sentence1 = "we saw the soup and the violin" }).PredictedLabel, Is.EquivalentTo(["music", "food"]));
        Assert.That(engine.Predict(new() { Sentence1 = "yesterday we saw a long" }).PredictedLabel, Is.Empty);
    }

    [Test]
    public void Threshold_High_IsKeptInTheFile()
    {
        var trainer = Trainers.MultiLabelTextClassification(Options(options => (options.Threshold, options.Epochs) = (0.999f, 1)));
        var model = trainer.Fit(_train.Value);

        Assert.That(Evaluate(SavedModel.RoundTrip(_ml, model, _train.Value.Schema)).Labels.Select(label => label.Predicted), Has.All.Zero);
    }

    [Test]
    public void ExportCheckpoint_MultiLabel_SaysSoAndIsTheStartOfAnother()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "topics");
        _model.Value.ExportCheckpoint(path);
        var other = Topics.LoadKeyed(_ml, Topics.Create(8, seed: 4), "food", "sport", "music");

        var model = Trainers.MultiLabelTextClassification(Options(options => (options.Shape, options.Checkpoint, options.Epochs, options.LearningRate) = (null, path, 1, 1e-9))).Fit(other);

        Assert.That(File.ReadAllText(Path.Combine(path, "config.json")), Does.Contain("\"multi_label_classification\""));
        Assert.That(model.Model.Labels[0], Is.EqualTo("food"));
        Assert.That(Evaluate(model).MicroF1, Is.EqualTo(Evaluate(_model.Value).MicroF1).Within(1e-9));
    }

    [Test]
    public void Distillation_WithoutALabelColumn_FollowsTheTeacher()
    {
        var rows = _ml.Data.LoadFromEnumerable(Topics.Create(200, seed: 5).Select(row => new { row.Sentence1 }));

        var student = Trainers.Distillation(_model.Value, Small.Distillation(options => (options.Recipe, options.Epochs) = (_predictions, 15))).Fit(rows);

        Assert.That(Evaluate(student).MicroF1, Is.GreaterThan(0.85));
    }

    [Test]
    public void Distillation_StaticStudentOfTwoTeachers_LearnsFromBoth()
    {
        var options = Small.Distillation(options => (options.Student, options.Recipe, options.Epochs) = (StudentShape.Static(32), _predictions, 60));

        var student = Trainers.Distillation([DistillationTeacher.Of(_model.Value), DistillationTeacher.Of(_model.Value)], options).Fit(_train.Value);

        Assert.That(Evaluate(student).MicroF1, Is.GreaterThan(0.85));
    }

    [Test]
    public void CrossValidateMultiLabel_ChainWithKeys_ScoresEachFold()
    {
        var rows = _ml.Data.LoadFromEnumerable(Topics.Create(80, seed: 3));
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label", "Topics").Append(Trainers.MultiLabelTextClassification(Options()));

        var folds = _ml.MulticlassClassification.CrossValidateMultiLabel(rows, chain, numberOfFolds: 2, seed: 1);

        Assert.That(folds.Select(fold => fold.Fold), Is.EqualTo([0, 1]));
        Assert.That(folds.Sum(fold => fold.Metrics.Rows), Is.EqualTo(80));
        Assert.That(folds.Select(fold => fold.Metrics.MicroF1), Has.All.GreaterThan(0.5));
    }

    private static MultiLabelMetrics Evaluate(ITransformer model) => _ml.MulticlassClassification.EvaluateMultiLabel(model.Transform(_test.Value));

    private static MultiLabelTextClassificationTrainer.Options Options(Action<MultiLabelTextClassificationTrainer.Options>? change = null)
    {
        var options = new MultiLabelTextClassificationTrainer.Options
        {
            Shape = new ModelShape(1, 32, 2, 64),
            VocabularySize = 90,
            MaxTokens = 24,
            Epochs = 12,
            BatchSize = 8,
            LearningRate = 3e-3,
            Threads = 1,
        };
        (options.Dropout, options.AttentionDropout) = (0, 0);
        change?.Invoke(options);
        return options;
    }

    private static IReadOnlyList<string> Written(IDataView scored) => Written(scored.GetColumn<uint[]>("PredictedLabel"), scored);

    private static IReadOnlyList<string> WrittenTexts(IDataView scored) => Written(scored.GetColumn<string[]>("PredictedLabel"), scored);

    private static IReadOnlyList<string> Written<T>(IEnumerable<T[]> labels, IDataView scored) =>
        [.. labels.Zip(scored.GetColumn<float[]>("Score"), (row, scores) => $"{string.Join(' ', row)}: {ScoredRows.Bits(scores)}")];

    private static IReadOnlyList<PredictedTopics> Read(TextModelTransformer model)
    {
        var scored = model.Transform(_test.Value);
        var values = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        return [.. _ml.Data.CreateEnumerable<PredictedTopics>(values, reuseRowObject: false)];
    }
}
