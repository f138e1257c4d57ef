using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Reports;
using MLNet.Compression.Training.Tests.Initialization;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Models with layers that have no heads, or no neurons, go through all that other models go through.</summary>
public class LayersWithoutHalvesTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 4, hidden: 32, heads: 2, feedForward: 64) with
    {
        Layers = [new(0, 16, 64), new(2, 16, 0), new(0, 16, 0), new(1, 16, 40)],
    };

    [Test]
    public void FineTuning_LearnsTheTask()
    {
        var (model, data) = (TinyModels.Create(_shape), TinyModels.Data(200));

        FineTuning.Run(model, data, new FineTuningOptions { Epochs = 8, BatchSize = 8, LearningRate = 3e-3 }, new TrainingEnvironment(1));

        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Quantization_AnyFormat_ScoresAsTheRoundedModel([Values("int8", "4 bits")] string format)
    {
        var (model, data, environment) = (TinyModels.CreateLively(_shape), TinyModels.Data(20), new TrainingEnvironment(1));
        var quantizer = format == "int8" ? QuantizationScheme.Int8 : QuantizationScheme.LearnedStep(4);
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(quantizer, quantizer), environment);
        QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { Epochs = 1, BatchSize = 8, LearningRate = 1e-3 }, environment);

        var logits = new float[data.Count * 2];
        using var classifier = new TextClassifier(CompressedModelEncoder.Encode(model, ValueFormat.Float32));
        classifier.Logits(TinyModels.Batch(data), logits);

        Assert.That(Deviation.Relative(logits, TinyModels.Logits(model, data)), Is.LessThan(0.02));
    }

    [Test]
    public void ImportancePass_ScoresTheUnitsThatAreThere()
    {
        var scores = new ImportancePass(TinyModels.CreateLively(_shape), new TrainingEnvironment(1)).Run(TinyModels.Data(20), 20);

        Assert.That(scores.Layers.Select(layer => (layer.Heads.Length, layer.Neurons.Length)), Is.EqualTo(_shape.Layers.Select(layer => (layer.Heads, layer.FeedForwardSize))));
        Assert.That(scores.Layers[3].Heads, Is.All.GreaterThan(0));
        Assert.That(scores.Layers[0].Neurons, Has.Some.GreaterThan(0));
    }

    [TestCase(0)]
    [TestCase(20)]
    public void Extract_SameShape_IsTheTeacher(int embedding)
    {
        var shape = embedding == 0 ? _shape : _shape with { EmbeddingSize = embedding };
        var (teacher, student) = (TinyModels.CreateLively(shape, seed: 1), TinyModels.Create(shape, seed: 2));

        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(teacher)));
    }

    [Test]
    public void Extract_StudentWithHeadsAndNeuronsThatTheTeacherLacks_ComputesTheSame()
    {
        var (teacher, student) = (TinyModels.CreateLively(_shape, seed: 1), TinyModels.Create(TinyModels.ShapeOf(4, 32, 2, 64), seed: 2));

        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
    }

    [Test]
    public void LayersOf_OtherSizes_AreRefused() => Assert.That(
        () => StudentInitialization.LayersOf(LayerMap.Uniform).Apply(TinyModels.Create(TinyModels.ShapeOf(4, 32, 2, 64)), TinyModels.Create(_shape)),
        Throws.ArgumentException.With.Message.Contains("Heads"));

    [Test]
    public void PartAccounts_AddUpToTheFile()
    {
        var encoded = CompressedModelEncoder.Encode(TinyModels.CreateLively(_shape), ValueFormat.Int8);

        var parts = PartAccounts.Of(encoded);

        Assert.That(parts.Sum(part => part.Bytes), Is.EqualTo(encoded.SizeInBytes));
        Assert.That(parts[3].Parameters, Is.EqualTo(6 * 32), "two biases and two layer norms");
        Assert.That((parts[3].BitsPerWeight, parts[3].Sparsity), Is.EqualTo((double.NaN, double.NaN)), "there are no weights");
    }

    [Test]
    public void Losses_OfHeadsThatAreNotThere_AreRefusedNamingTheLayer()
    {
        LayerLoss[] losses = [new AttentionScoreLoss(map: LayerMap.First), new AttentionDistributionLoss(map: LayerMap.First), new ValueRelationLoss(map: LayerMap.First), new RelationLoss(map: LayerMap.First)];
        foreach (var loss in losses)
        {
            Assert.That(
                () => loss.Check(new LossCheck(_shape, [_shape], HeadKind.Sequence)), Throws.ArgumentException.With.Message.Contains("student layer 0 has none"), loss.ToString());
        }
    }
}
