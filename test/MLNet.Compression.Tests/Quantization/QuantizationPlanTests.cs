using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

public class QuantizationPlanTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Register() => MLNetCompression.Register(_ml);

    [Test]
    public void Quantize_PlanOfTheSchemes_GivesTheSameBytes()
    {
        var (four, words) = (QuantizationScheme.LearnedStep(4), QuantizationScheme.ProductRows(8, 4));

        using var byPlan = Fitted.Teacher.Quantize(QuantizationPlan.Of(four, words));

        Assert.That(Bytes(byPlan), Is.EqualTo(Bytes(Fitted.Teacher.Quantize(four, words))));
        Assert.That(byPlan.Model.Embeddings.Positions, Is.InstanceOf<Int8Matrix>());
    }

    [Test]
    public void Quantize_EveryRoute_FollowsThePlan()
    {
        var plan = QuantizationPlan.W4.ForLayer(0, attention: QuantizationScheme.Int8);
        var expected = Bytes(Fitted.Teacher.Quantize(plan));
        var chain = new TransformerChain<ITransformer>(Fitted.Teacher);

        Assert.That(Bytes(Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Plan = plan }).Fit(Fitted.Train)), Is.EqualTo(expected));
        Assert.That(Bytes(((ITransformer)Fitted.Teacher).Quantize(plan).TextModel()), Is.EqualTo(expected));
        Assert.That(Bytes(chain.Quantize(plan).TextModel()), Is.EqualTo(expected));

        var model = Fitted.Teacher.Quantize(plan).Model;
        Assert.That(model.Layers[0].Attention.Output.Weight, Is.InstanceOf<Int8Matrix>());
        Assert.That(model.Layers[1].Attention.Output.Weight, Is.InstanceOf<QuantizedMatrix>());
        Assert.That(model.Classifier!.Weight, Is.InstanceOf<Int8Matrix>());
    }

    [Test]
    public void Report_Plan_SaysTheBitsOfEveryPart()
    {
        using var quantized = Fitted.Teacher.Quantize(QuantizationPlan.W4.ForLayer(1, QuantizationScheme.Int8, QuantizationScheme.Int8));

        var bits = quantized.Report.Parts.ToDictionary(part => part.Name, part => part.BitsPerWeight);

        Assert.That(bits["embeddings"], Is.InRange(4, 6));
        Assert.That(bits["layer 1"], Is.InRange(4, 6));
        Assert.That(bits["layer 2"], Is.InRange(8, 10));
    }

    [Test]
    public void Fit_PlanWithTraining_KeepsTheTaskAndSurvivesSaving([ValueSource(nameof(Plans))] QuantizationPlan plan)
    {
        var options = Small.Aware();
        options.Plan = plan;

        var quantized = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);

        var loaded = SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        Assert.That(_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    private static IEnumerable<QuantizationPlan> Plans => [QuantizationPlan.W4, QuantizationPlan.Mixed, QuantizationPlan.TernaryBert, QuantizationPlan.W4.WithActivations(ActivationScheme.LearnedClip())];

    [Test]
    public void Fit_ClipsWithoutTraining_AreCalibratedAndSurviveSaving()
    {
        var options = new QuantizationEstimator.Options { Plan = QuantizationPlan.Int8.WithActivations(ActivationScheme.LearnedClip()) };

        var quantized = Fitted.Teacher.Quantize(Fitted.Train, options);

        var loaded = SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        Assert.That(quantized.TextModel().Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Clip.IsNone), Is.All.False);
        Assert.That(_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Quantize_ClipsWithoutData_AreRefusedWithTheRemedy() => Assert.That(
        () => Fitted.Teacher.Quantize(QuantizationPlan.Int8.WithActivations(ActivationScheme.LearnedClip())),
        Throws.ArgumentException.With.Message.Contains("quantise with data"));

    [Test]
    public void Options_PlanAndSchemes_AreRefusedTogether() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Plan = QuantizationPlan.W4, Scheme = QuantizationScheme.Int8, EmbeddingScheme = QuantizationScheme.Int8 }),
        Throws.ArgumentException.With.Message.Contains("Plan is set, and Scheme too").And.Message.Contains("Plan is set, and EmbeddingScheme too"));

    [Test]
    public void Options_PlanWithFaults_NamesThem() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Plan = QuantizationPlan.W4 with { Attention = QuantizationScheme.KMeansRows(8), Classifier = null! } }),
        Throws.ArgumentException.With.Message.Contains("Plan: attention can't be k-means rows of 8").And.Message.Contains("Plan: there is no scheme for classifier"));

    [Test]
    public void Fit_LayerThatIsNotThere_IsRefusedBeforeAnythingIsTrained()
    {
        var steps = 0;
        var trainer = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => steps++)));

        Assert.That(() => trainer.Quantize(QuantizationPlan.Int8.ForLayer(7, attention: QuantizationScheme.Ternary)).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("Plan: There is no layer 7"));
        Assert.That(steps, Is.Zero);
    }

    private static byte[] Bytes(TextModelTransformer transformer)
    {
        using var stream = new MemoryStream();
        transformer.Model.Save(stream);
        return stream.ToArray();
    }
}
