using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Models;

public class CompressedModelCodingTests
{
    [Test]
    public void Encode_Float32_ScoresAsTheTrainableModel()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(20));

        Assert.That(Deviation.Relative(Score(CompressedModelEncoder.Encode(model, ValueFormat.Float32)), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
    }

    [TestCase("bert-sequence")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    public void Encode_ReferenceModel_ScoresAsTheTrainableModel(string name)
    {
        var golden = GoldenModel.Load(name);
        var batch = GoldenModel.Batch(GoldenFiles.Json("gradients", name + ".json").GetProperty("sequences").EnumerateArray());
        var expected = golden.Model.Forward(Autograd.Passes.Inference(), batch, Layers.DropoutRates.None, Layers.OutputNeeds.OnlyLogits).Logits!;
        var logits = new float[expected.Count];
        using var classifier = new TextClassifier(CompressedModelEncoder.Encode(golden.Model, ValueFormat.Float32));

        classifier.Logits(batch, logits);

        var comparison = new GoldenComparison($"models/{name}");
        comparison.Add("logits of the scorer", logits, expected.ValueSpan);
        comparison.AssertBelow(1e-5);
    }

    [TestCase(0.5)]
    [TestCase(0.75)]
    public void Encode_PrunedBlocks_ScoresAsTheTrainableModelInFewerBytes(double sparsity)
    {
        var (model, data) = (Pruned(sparsity), TinyModels.Data(20));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        Assert.That(Deviation.Relative(Score(encoded), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
        var dense = CompressedModelEncoder.Encode(TinyModels.CreateLively(), ValueFormat.Float32);
        Assert.That(LayerBytes(encoded), Is.LessThan((1.1 - sparsity) * LayerBytes(dense)));
    }

    /// <remarks>As in a vocabulary most of whose pieces were never trained.</remarks>
    [Test]
    public void Encode_TableOfManyZeros_ScoresAsTheTrainableModel()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(20));
        foreach (var table in model.Encoder.Embeddings.Tables)
        {
            for (var row = 0; row < table.Rows; row++)
            {
                table.Value.RowSpan(row)[4..].Clear();
            }
        }

        Assert.That(Deviation.Relative(Score(CompressedModelEncoder.Encode(model, ValueFormat.Float32)), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
        Assert.That(Deviation.Relative(Score(CompressedModelEncoder.Encode(model, ValueFormat.Int8)), TinyModels.Logits(model, data)), Is.LessThan(0.1));
    }

    [Test]
    public void Encode_LayersOfDifferentSizes_ScoresAsTheTrainableModel()
    {
        var shape = TinyModels.Shape with { Layers = [new LayerShape(3, 7, 40), new LayerShape(1, 16, 20)], Activation = ActivationFunction.Relu, Pooler = PoolerKind.Relu };
        var (model, data) = (TinyModels.CreateLively(shape), TinyModels.Data(20));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        Assert.That(Deviation.Relative(Score(encoded), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
        Assert.That(TinyModels.Weights(CompressedModelDecoder.Decode(encoded)), Is.EqualTo(TinyModels.Weights(model)));
    }

    [TestCase(0.0)]
    [TestCase(0.75)]
    public void Decode_Float32_GivesTheSameWeights(double sparsity)
    {
        var model = Pruned(sparsity);

        var decoded = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(model, ValueFormat.Float32));

        Assert.That(TinyModels.Weights(decoded), Is.EqualTo(TinyModels.Weights(model)));
        Assert.That(decoded.Labels, Is.EqualTo(model.Labels));
        Assert.That(decoded.MaxTokens, Is.EqualTo(model.MaxTokens));
        Assert.That(decoded.Shape, Is.EqualTo(model.Shape));
    }

    [Test]
    public void Decode_ReferenceModelOfSharedLayers_GivesTheSameWeights()
    {
        var model = GoldenModel.Load("albert").Model;

        var decoded = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(model, ValueFormat.Float32));

        Assert.That(TinyModels.Weights(decoded), Is.EqualTo(TinyModels.Weights(model)));
        Assert.That(decoded.Encoder.Layers, Has.Count.EqualTo(model.Encoder.Layers.Count));
    }

    /// <remarks>Half a step of a row's scale is at most 1/254 of its largest weight; activations are rounded as finely.</remarks>
    [TestCase(0.0)]
    [TestCase(0.75)]
    public void Encode_Int8_AgreesRoughly(double sparsity)
    {
        var (model, data) = (Pruned(sparsity), TinyModels.Data(40));
        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Int8);

        var deviation = Deviation.Relative(Score(encoded, 40), TinyModels.Logits(model, data));

        TestContext.Out.WriteLine($"int8 at sparsity {sparsity}: largest deviation of a logit {deviation:0.0e+0}");
        Assert.That(deviation, Is.GreaterThan(1e-5).And.LessThan(0.1));
    }

    /// <remarks>What was rounded once is not rounded again: the scorer and the decoded model differ by activations alone.</remarks>
    [Test]
    public void Decode_Int8_IsARoundingFixedPoint()
    {
        var once = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(Pruned(0.5), ValueFormat.Int8));
        var twice = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(once, ValueFormat.Int8));

        Assert.That(TinyModels.Weights(twice), Is.EqualTo(TinyModels.Weights(once)).Within(1e-6));
    }

    private static TextModel Pruned(double sparsity)
    {
        var model = TinyModels.CreateLively();
        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight);
        PrunerTests.Prune(matrices, sparsity);
        return model;
    }

    private static long LayerBytes(CompressedModel model) => model.Layers.Sum(layer => layer.Linears.Sum(linear => linear.Weight.SizeInBytes));

    private static float[] Score(CompressedModel model, int rows = 20)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[rows * classifier.LabelCount];
        classifier.Logits(TinyModels.Batch(TinyModels.Data(rows)), logits);
        return logits;
    }
}
