using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Pruning;

public class QuickPruningEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [TestCase(true)]
    [TestCase(false)]
    public void Fit_FittedModel_CutsTheShareOutAndKeepsItsPredictions(bool useLabels)
    {
        var before = Fitted.Teacher.Model.SizeInBytes;

        var pruned = Trainers.PruneQuickly(Fitted.Teacher, Options(options => (options.Share, options.UseLabels) = (0.5, useLabels))).Fit(Fitted.Train);

        Assert.That(Cost(pruned) / Cost(Fitted.Teacher), Is.InRange(0.3, 0.5));
        Assert.That(pruned.Model.SizeInBytes, Is.LessThan(before));
        Assert.That(Fitted.Teacher.Model.SizeInBytes, Is.EqualTo(before), "the model it started from stays as it is");
        Assert.That(_ml.MulticlassClassification.Evaluate(pruned.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Estimator_Contract_Holds() =>
        EstimatorContract.Check(_ml, Trainers.PruneQuickly(Fitted.Teacher, Options()), Fitted.Train, Fitted.Test);

    [Test]
    public void Fit_NothingToRemove_ScoresAsBefore()
    {
        var same = Trainers.PruneQuickly(Fitted.Teacher, Options(options => options.Share = 0)).Fit(Fitted.Train);

        Assert.That(ScoredRows.Of(same.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(Fitted.Teacher.Transform(Fitted.Test))));
    }

    [Test]
    public void PruneQuickly_ChainOfStages_IsMeasuredAndGoneOnFrom()
    {
        var ml = new MLContext(seed: 1);
        MLNetCompression.Register(ml);
        var rows = Messages.Load(ml, 240);
        var trainer = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.ValidationSet = Messages.LoadKeyed(ml, 60, seed: 8)));
        var chain = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(trainer)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .PruneQuickly(Options(options => options.Share = 0.4))
            .Quantize();

        var fitted = chain.Fit(rows);
        var (model, loaded) = (fitted.TextModel(), SavedModel.RoundTrip(ml, fitted, rows.Schema));

        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo(["fine-tune", "prune", "quantise"]));
        Assert.That(model.Report.Stages.Select(stage => stage.Result!.Quality.Accuracy), Is.All.GreaterThan(0.8));
        Assert.That(model.Model.Embeddings.Words, Is.InstanceOf<Int8Matrix>());
        Assert.That(Cost(model) / Cost(Fitted.Teacher), Is.InRange(0.4, 0.6));
        Assert.That(ScoredRows.Of(loaded.Transform(rows)), Is.EqualTo(ScoredRows.Of(fitted.Transform(rows))));
    }

    [Test]
    public void PruneQuickly_FittedModel_GivesTheModelOfTheEstimator()
    {
        var fitted = Fitted.Teacher.PruneQuickly(Fitted.Train, share: 0.3).TextModel();

        var expected = Trainers.PruneQuickly(Fitted.Teacher, new QuickPruningEstimator.Options { Share = 0.3 }).Fit(Fitted.Train);
        Assert.That(fitted.Model.Shape, Is.EqualTo(expected.Model.Shape).Using<BertShape>((a, b) => a.Layers.SequenceEqual(b.Layers)));
        Assert.That(ScoredRows.Of(fitted.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(expected.Transform(Fitted.Test))));
    }

    [Test]
    public void PruneQuickly_EveryNumberOfThreads_GivesTheSameModel()
    {
        var expected = ScoredRows.Of(Trainers.PruneQuickly(Fitted.Teacher, Options(options => options.Threads = 1)).Fit(Fitted.Train).Transform(Fitted.Test));

        var model = Trainers.PruneQuickly(Fitted.Teacher, Options(options => options.Threads = 3)).Fit(Fitted.Train);

        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(expected));
    }

    [Test]
    public void PruneQuickly_Regression_KeepsTheRatings()
    {
        var ml = new MLContext(seed: 1);
        var (train, test) = (ml.Data.LoadFromEnumerable(RatedMessage.Create(240)), ml.Data.LoadFromEnumerable(RatedMessage.Create(60, seed: 8)));
        var usual = Small.Teacher();
        var trainer = ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options
        {
            Shape = usual.Shape,
            VocabularySize = usual.VocabularySize,
            MaxTokens = usual.MaxTokens,
            Epochs = usual.Epochs,
            BatchSize = usual.BatchSize,
            LearningRate = usual.LearningRate,
            Threads = 1,
        });

        var pruned = ml.Regression.Trainers.PruneQuickly(trainer.Fit(train), Options(options => options.Share = 0.4)).Fit(train);

        Assert.That(ml.Regression.Evaluate(pruned.Transform(test)).RSquared, Is.GreaterThan(0.7));
    }

    [Test]
    public void PruneQuickly_ShareOutOfRange_Throws()
    {
        Assert.That(() => Trainers.TextClassification().PruneQuickly(share: 30), Throws.ArgumentException.With.Message.Contains("Share is 30").And.Message.Contains("30 % is 0.3"));
        Assert.That(() => Fitted.Teacher.PruneQuickly(Fitted.Train, share: 1), Throws.ArgumentException.With.Message.Contains("Share is 1"));
        Assert.That(() => Trainers.TextClassification().PruneQuickly(Options(options => options.Damping = 0)), Throws.ArgumentException.With.Message.Contains("Damping is 0"));
    }

    [Test]
    public void Fit_SharedLayers_ThrowsBeforeTraining()
    {
        var shape = new ModelShape(2, 64, 2, 64) { Sharing = LayerSharing.All };

        Assert.That(
            () => Trainers.TextClassification(Small.Teacher(options => options.Shape = shape)).PruneQuickly().Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("share weights"));
    }

    [Test]
    public void Fit_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            () => Trainers.PruneQuickly(Fitted.Teacher, Options(options => options.CancellationToken = source.Token)).Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void PruneQuickly_OptionsChangedAfterwards_AreNotRead()
    {
        var options = Options(options => options.Share = 0);
        var estimator = Trainers.PruneQuickly(Fitted.Teacher, options);
        options.Share = 0.9;

        Assert.That(Cost(estimator.Fit(Fitted.Train)), Is.EqualTo(Cost(Fitted.Teacher)));
    }

    private static QuickPruningEstimator.Options Options(Action<QuickPruningEstimator.Options>? change = null)
    {
        var options = new QuickPruningEstimator.Options { Share = 0.5, Threads = 1 };
        change?.Invoke(options);
        return options;
    }

    /// <summary>Multiply-adds a token of the layers' matrices.</summary>
    private static double Cost(TextModelTransformer model) =>
        model.Model.Shape.Layers.Sum(layer => model.Model.Shape.HiddenSize * ((4.0 * layer.AttentionSize) + (2.0 * layer.FeedForwardSize)));
}
