using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

/// <summary>Quantisation by a sample of rows.</summary>
public class CalibratedRoundingTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Register() => MLNetCompression.Register(_ml);

    [Test]
    public void Fit_Calibrated_TakesTheSameBytesWithOtherWeightsAndSurvivesSaving()
    {
        using var nearest = Fitted.Teacher.Quantize(QuantizationPlan.W4);

        var calibrated = Trainers.Quantize(Fitted.Teacher, Options()).Fit(Fitted.Train);

        Assert.That(calibrated.Model.SizeInBytes, Is.EqualTo(nearest.Model.SizeInBytes));
        Assert.That(ScoredRows.Of(calibrated.Transform(Fitted.Test)), Is.Not.EqualTo(ScoredRows.Of(nearest.Transform(Fitted.Test))));
        Assert.That(_ml.MulticlassClassification.Evaluate(calibrated.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
        var loaded = SavedModel.RoundTrip(_ml, calibrated, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(calibrated.Transform(Fitted.Test))));
    }

    [Test]
    public void Quantize_FittedChainWithData_GivesTheModelOfTheEstimator()
    {
        var direct = Trainers.Quantize(Fitted.Teacher, Options()).Fit(Fitted.Train);

        var ofChain = new TransformerChain<ITransformer>(Fitted.Teacher).Quantize(Fitted.Train, Options()).TextModel();

        Assert.That(ScoredRows.Of(ofChain.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(direct.Transform(Fitted.Test))));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, Trainers.Quantize(Fitted.Teacher, Options()), Fitted.Train, Fitted.Test);

    [Test]
    public void Options_CalibratedAndTraining_AreRefusedTogether()
    {
        var options = Small.Aware();
        options.Rounding = WeightRounding.Calibrated();

        Assert.That(
            () => Trainers.Quantize(Fitted.Teacher, options),
            Throws.ArgumentException.With.Message.Contains("Rounding is calibrated with 256 rows, damping 0.01, but QuantizationAwareTraining is set"));
    }

    [Test]
    public void Options_NoRounding_IsRefusedWithTheRemedy() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Rounding = null! }), Throws.ArgumentException.With.Message.Contains("take WeightRounding.Nearest"));

    private static QuantizationEstimator.Options Options() => new() { Plan = QuantizationPlan.W4, Rounding = WeightRounding.Calibrated(rows: 40) };
}
