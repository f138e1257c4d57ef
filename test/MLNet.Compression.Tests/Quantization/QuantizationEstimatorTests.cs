using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

public class QuantizationEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static readonly Lazy<TextModelTransformer> _pruned =
        new(() => Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)).Fit(Fitted.Train));

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Register() => MLNetCompression.Register(_ml);

    [Test]
    public void Quantize_FittedModel_NeedsNoDataAndPredictsAlike()
    {
        using var quantized = Fitted.Teacher.Quantize(QuantizationScheme.Int8);

        Assert.That(quantized.Model.Embeddings.Words, Is.InstanceOf<Int8Matrix>());
        Assert.That(quantized.Model.SizeInBytes, Is.LessThan(Fitted.Teacher.Model.SizeInBytes / 2));
        foreach (var message in Messages.Create(20, seed: 11))
        {
            Assert.That(quantized.Score(message.Sentence1), Is.EqualTo(Fitted.Teacher.Score(message.Sentence1)).Within(0.05f));
        }
    }

    [Test]
    public void Fit_AfterTraining_GivesTheModelOfTheFittedRoute()
    {
        var direct = Fitted.Teacher.Quantize(QuantizationScheme.Int8);

        var fitted = Trainers.Quantize(Fitted.Teacher).Fit(Fitted.Train);

        Assert.That(ScoredRows.Of(fitted.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(direct.Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_QuantizationAware_ChangesTheWeights()
    {
        var after = Trainers.Quantize(Fitted.Teacher).Fit(Fitted.Train);

        var aware = Trainers.Quantize(Fitted.Teacher, Small.Aware()).Fit(Fitted.Train);

        Assert.That(ScoredRows.Of(aware.Transform(Fitted.Test)), Is.Not.EqualTo(ScoredRows.Of(after.Transform(Fitted.Test))));
        Assert.That(_ml.MulticlassClassification.Evaluate(aware.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, Trainers.Quantize(Fitted.Teacher, Small.Aware()), Fitted.Train, Fitted.Test);

    [Test]
    public void Estimator_ContractOfWholeChain_Holds() => EstimatorContract.Check(_ml, Fitted.Chain(_ml), Fitted.Train, Fitted.Test);

    [Test]
    public void Quantize_TrainingOptionsOutOfRange_Throws() =>
        Assert.That(() => Trainers.Quantize(Fitted.Teacher, Small.Aware(options => options.LearningRate = -1)), Throws.ArgumentException.With.Message.Contains("LearningRate is -1"));

    private static IEnumerable<QuantizationScheme> Schemes =>
    [
        .. Enumerable.Range(2, 7).Select(QuantizationScheme.LearnedStep),
        QuantizationScheme.Ternary,
        QuantizationScheme.Binary,
        QuantizationScheme.Codebook(16),
        QuantizationScheme.Codebook(256),
    ];

    [Test]
    public void Quantize_AnyScheme_IsSmallerAndSurvivesSaving([ValueSource(nameof(Schemes))] QuantizationScheme scheme)
    {
        using var quantized = Fitted.Teacher.Quantize(scheme);

        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);

        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        Assert.That(loaded.Model.SizeInBytes, Is.EqualTo(quantized.Model.SizeInBytes).And.EqualTo(quantized.Report.SizeInBytes));
        Assert.That(WeightBytes(quantized), Is.LessThan(WeightBytes(Fitted.Teacher) / 3));
        TestContext.Out.WriteLine($"{scheme}: {quantized.Model.SizeInBytes} bytes, accuracy {_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy:f3}");
    }

    [Test]
    public void Quantize_FewerBits_TakesFewerBytes()
    {
        long[] sizes = [.. new[] { 8, 6, 4, 3, 2 }.Select(bits => WeightBytes(Fitted.Teacher.Quantize(QuantizationScheme.LearnedStep(bits)))), WeightBytes(Fitted.Teacher.Quantize(QuantizationScheme.Binary))];

        Assert.That(sizes, Is.Ordered.Descending);
        Assert.That(sizes[^1], Is.LessThan(sizes[0] / 4), "a bit instead of eight, beside a scale of four bytes a row");
    }

    [Test]
    public void Quantize_EmbeddingScheme_RoundsTheTablesAlone()
    {
        using var quantized = Fitted.Teacher.Quantize(QuantizationScheme.Int8, QuantizationScheme.LearnedStep(4));

        var words = quantized.Model.Embeddings.Words;
        Assert.That(words.SizeInBytes, Is.LessThanOrEqualTo((words.Rows * words.Columns / 2) + (4 * words.Rows) + 40));
        Assert.That(quantized.Model.Layers.Select(layer => layer.FeedForward.Intermediate.Weight), Is.All.InstanceOf<Int8Matrix>());
        var accuracy = _ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy;
        Assert.That(accuracy, Is.GreaterThan(_ml.MulticlassClassification.Evaluate(Fitted.Teacher.Transform(Fitted.Test)).MicroAccuracy - 0.02));
    }

    [Test]
    public void Fit_FewBitsAfterTraining_GivesTheModelOfTheFittedRoute()
    {
        var direct = Fitted.Teacher.Quantize(QuantizationScheme.LearnedStep(3), QuantizationScheme.Codebook(16));

        var options = new QuantizationEstimator.Options { Scheme = QuantizationScheme.LearnedStep(3), EmbeddingScheme = QuantizationScheme.Codebook(16) };
        var fitted = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);

        Assert.That(ScoredRows.Of(fitted.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(direct.Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_FewBitsAware_KeepsTheAccuracyAndSurvivesSaving(
        [Values] bool pruned, [ValueSource(nameof(AwareSchemes))] QuantizationScheme scheme)
    {
        var options = Small.Aware(training => training.Epochs = 1);
        (options.Scheme, options.EmbeddingScheme) = (scheme, QuantizationScheme.LearnedStep(4));

        var quantized = Trainers.Quantize(pruned ? _pruned.Value : Fitted.Teacher, options).Fit(Fitted.Train);

        var loaded = SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        var accuracy = _ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy;
        TestContext.Out.WriteLine($"{scheme}: accuracy {accuracy:f3}");
        Assert.That(accuracy, Is.GreaterThan(0.9));
    }

    private static IEnumerable<QuantizationScheme> AwareSchemes =>
        [QuantizationScheme.LearnedStep(4), QuantizationScheme.LearnedStep(2), QuantizationScheme.Ternary, QuantizationScheme.Codebook(16)];

    private static long WeightBytes(TextModelTransformer model) => model.Report.Parts.Where(part => part.Name != "vocabulary").Sum(part => part.Bytes);
}
