using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

public class QuantizationEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

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
}
