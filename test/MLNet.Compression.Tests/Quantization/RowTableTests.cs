using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

/// <summary>Word embeddings put together of few vectors, beside any format of the layers.</summary>
public class RowTableTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static readonly QuantizationScheme[] _schemes = [QuantizationScheme.ProductRows(parts: 16, bits: 5), QuantizationScheme.KMeansRows(100)];

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Quantize_FittedModel_HoldsTheTableAndSurvivesSaving([ValueSource(nameof(_schemes))] QuantizationScheme embeddings)
    {
        using var quantized = Fitted.Teacher.Quantize(QuantizationScheme.LearnedStep(4), embeddings);

        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);

        Assert.That(loaded.Model.Embeddings.Words, Is.InstanceOf<ProductMatrix>());
        Assert.That(loaded.Model.Embeddings.Positions, Is.InstanceOf<Int8Matrix>());
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        Assert.That(loaded.Model.SizeInBytes, Is.EqualTo(quantized.Report.SizeInBytes));
        Assert.That(Embeddings(quantized).BitsPerWeight, Is.LessThan(Embeddings(Fitted.Teacher.Quantize(QuantizationScheme.Int8)).BitsPerWeight));
        TestContext.Out.WriteLine($"{embeddings}: {Embeddings(quantized)}, accuracy {AccuracyOf(quantized):f3}");
    }

    [Test]
    public void Fit_QuantizationAware_LearnsTheVectorsAndKeepsTheAccuracy([ValueSource(nameof(_schemes))] QuantizationScheme embeddings)
    {
        var options = Small.Aware(training => training.Epochs = 2);
        (options.Scheme, options.EmbeddingScheme) = (QuantizationScheme.LearnedStep(4), embeddings);

        var aware = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);

        options.QuantizationAwareTraining = null;
        var after = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);
        Assert.That(WordsOf(aware), Is.Not.EqualTo(WordsOf(after)));
        Assert.That(AccuracyOf(aware), Is.GreaterThan(0.9));
        Assert.That(ScoredRows.Of(SavedModel.RoundTrip(_ml, aware, Fitted.Test.Schema).Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(aware.Transform(Fitted.Test))));
    }

    [Test]
    public void Estimator_ContractInAChain_Holds() => EstimatorContract.Check(
        _ml,
        Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Prune(Small.Pruning(options => options.Epochs = 1)).Quantize(QuantizationScheme.Int8, QuantizationScheme.ProductRows(16, 4)),
        Fitted.Train,
        Fitted.Test);

    [Test]
    public void Fit_SameSeed_GivesTheSameTableForAnyThreads()
    {
        static QuantizationTransformer Fit(int threads) => Trainers.Quantize(
            Fitted.Teacher, new QuantizationEstimator.Options { EmbeddingScheme = QuantizationScheme.ProductRows(16, 5), Threads = threads, Seed = 3 }).Fit(Fitted.Train);

        Assert.That(WordsOf(Fit(threads: 1)), Is.EqualTo(WordsOf(Fit(threads: 3))));
    }

    [Test]
    public void Quantize_LayersAsRowTables_IsRefused() => Assert.That(
        () => Fitted.Teacher.Quantize(QuantizationScheme.ProductRows(16)),
        Throws.ArgumentException.With.Message.Contains("Scheme is product rows of 16 x 8 bits, which is for embeddings alone: set EmbeddingScheme to it"));

    [Test]
    public void Quantize_PartsThatDoNotDivide_AreRefused() => Assert.That(
        () => Fitted.Teacher.Quantize(QuantizationScheme.Int8, QuantizationScheme.ProductRows(10)),
        Throws.ArgumentException.With.Message.Contains("EmbeddingScheme is product rows of 10 x 8 bits. The word embeddings have 64 features, which 10 parts don't divide: choose one of 1, 2, 4, 8, 16, 32, 64"));

    [Test]
    public void Fit_MoreVectorsThanWords_IsRefusedBeforeAnythingIsTrained()
    {
        var trained = false;
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));

        Assert.That(
            () => teacher.Quantize(QuantizationScheme.Int8, QuantizationScheme.KMeansRows(1000)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("word embeddings for 1000 vectors to choose from"));
        Assert.That(trained, Is.False);
    }

    private static PartReport Embeddings(TextModelTransformer model) => model.Report.Parts.Single(part => part.Name == "embeddings");

    private static float[] WordsOf(TextModelTransformer model)
    {
        var words = model.Model.Embeddings.Words;
        var values = new float[words.Rows * words.Columns];
        words.Decode(values);
        return values;
    }

    private static double AccuracyOf(TextModelTransformer model) => _ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy;
}
