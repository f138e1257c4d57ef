using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Recipes;

public class QuantizationAwareTrainingTests
{
    [Test]
    public void Run_PrunedModel_KeepsZerosAndChangesTheRest()
    {
        var model = Pruned();
        var before = TinyModels.Weights(model);

        QuantizationAwareTraining.Run(model, null, TinyModels.Data(64), Options(), new TrainingEnvironment(1));

        var matrices = model.Linears.Select(linear => linear.Weight).ToArray();
        var zeros = matrices.Sum(weight => weight.ValueSpan.Count(0f));
        Assert.That(zeros, Is.EqualTo(Pruned().Linears.Sum(linear => linear.Weight.ValueSpan.Count(0f))));
        Assert.That(TinyModels.Weights(model).Zip(before).Count(pair => pair.First != pair.Second), Is.GreaterThan(before.Length / 4));
    }

    [Test]
    public void Run_Finished_TakesTheRoundingAway()
    {
        var model = Pruned();

        QuantizationAwareTraining.Run(model, null, TinyModels.Data(16), Options(), new TrainingEnvironment(1));

        AssertPlain(model);
    }

    [Test]
    public void Run_Cancelled_TakesTheRoundingAwayAndKeepsZeros()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = Pruned();

        Assert.That(
            () => QuantizationAwareTraining.Run(model, null, TinyModels.Data(16), Options(), new TrainingEnvironment(1, cancellationToken: source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        AssertPlain(model);
        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(Pruned())));
    }

    /// <remarks>What training sees is what the scorer will do: same rounding of weights, embeddings and activations.</remarks>
    [Test]
    public void Forward_FakeQuantized_EqualsTheInt8Scorer()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(30));
        using var classifier = new TextClassifier(CompressedModelEncoder.Encode(model, ValueFormat.Int8));
        var scored = new float[60];
        classifier.Logits(TinyModels.Batch(data), scored);
        var plain = TinyModels.Logits(model, data);

        foreach (var linear in model.Linears)
        {
            linear.Weight.Add(new Int8Weights());
            linear.InputParametrization = new Int8Activations();
        }

        model.Encoder.Embeddings.Rows = new Int8EmbeddingRows();
        var faked = TinyModels.Logits(model, data);

        var (toFake, toPlain) = (Deviation.Relative(scored, faked), Deviation.Relative(scored, plain));
        TestContext.Out.WriteLine($"int8 scorer: deviation {toFake:0.0e+0} from fake quantisation, {toPlain:0.0e+0} from fp32");
        Assert.That(toFake, Is.LessThan(1e-3), "A rounding at a tie may differ here and there, no more.");
        Assert.That(toPlain, Is.GreaterThan(2 * toFake));
    }

    private static void AssertPlain(TextModel model)
    {
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(model.Encoder.Embeddings.Rows, Is.Null);
    }

    private static QuantizationOptions Options() => new() { Epochs = 1, BatchSize = 16, LearningRate = 1e-3 };

    private static TextModel Pruned()
    {
        var model = TinyModels.CreateLively();
        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight);
        new BlockPruner(matrices, BlockShape.Kernel, BlockRanking.PerMatrix, new Constant(0.5), interval: 1).Finish(0.5);
        return model;
    }
}
