using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Quantization;

public class QuantizationAwareTrainingTests
{
    [Test]
    public void Run_PrunedModel_KeepsZerosAndChangesTheRest()
    {
        var model = Pruned();
        var before = TinyModels.Weights(model);

        Train(model, TinyModels.Data(64), new TrainingEnvironment(1));

        var matrices = model.Linears.Select(linear => linear.Weight).ToArray();
        var zeros = matrices.Sum(weight => weight.ValueSpan.Count(0f));
        Assert.That(zeros, Is.EqualTo(Pruned().Linears.Sum(linear => linear.Weight.ValueSpan.Count(0f))));
        Assert.That(TinyModels.Weights(model).Zip(before).Count(pair => pair.First != pair.Second), Is.GreaterThan(before.Length / 4));
    }

    [Test]
    public void Run_Finished_TakesTheRoundingAway()
    {
        var model = Pruned();

        Train(model, TinyModels.Data(16), new TrainingEnvironment(1));

        AssertPlain(model);
    }

    [Test]
    public void Run_Cancelled_TakesTheRoundingAwayAndKeepsZeros()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = Pruned();

        Assert.That(
            () => Train(model, TinyModels.Data(16), new TrainingEnvironment(1, cancellationToken: source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        AssertPlain(model);
        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(Pruned())));
    }

    /// <remarks>
    /// What training sees is what the scorer will do: the same rounding of weights, embeddings and activations. Where fp32 noise turns one
    /// of a row's several thousand roundings over, that row differs by one step of 255 somewhere; hence two bounds.
    /// </remarks>
    [Test]
    public void Forward_FakeQuantized_EqualsTheInt8Scorer()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(30));
        using var classifier = new TextClassifier(CompressedModelEncoder.Encode(model, ValueFormat.Int8));
        var scored = new float[60];
        classifier.Logits(TinyModels.Batch(data), scored);
        var plain = TinyModels.Logits(model, data);

        using var rounded = RoundedModel.Of(model, QuantizationPlan.Int8, new TrainingEnvironment(1));
        var faked = TinyModels.Logits(model, data);

        var rows = Enumerable.Range(0, data.Count).Select(row => Deviation.Relative(scored.AsSpan(2 * row, 2), faked.AsSpan(2 * row, 2))).Order().ToArray();
        var toPlain = Deviation.Relative(scored, plain);
        TestContext.Out.WriteLine($"int8 scorer: deviation from fake quantisation {rows[15]:0.0e+0} for half of the rows, at most {rows[^1]:0.0e+0}; from fp32 {toPlain:0.0e+0}");
        Assert.That(rows[15], Is.LessThan(1e-5));
        Assert.That(rows[^1], Is.LessThan(0.02));
        Assert.That(toPlain, Is.GreaterThan(2 * Deviation.Relative(scored, faked)));
    }

    private static void AssertPlain(TextModel model)
    {
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    private static void Train(TextModel model, TextDataset data, TrainingEnvironment environment)
    {
        using var zeros = ZeroMasks.On(model);
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Int8, environment);
        QuantizationAwareTraining.Run(rounded, null, data, Options(), environment);
    }

    private static QuantizationOptions Options() => new() { Epochs = 1, BatchSize = 16, LearningRate = 1e-3 };

    private static TextModel Pruned()
    {
        var model = TinyModels.CreateLively();
        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight);
        PrunerTests.Prune(matrices, 0.5);
        return model;
    }
}
