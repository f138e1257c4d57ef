using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Encodings;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CompressedModelTests
{
    private static IEnumerable<TestCaseData> Encoders()
    {
        yield return new TestCaseData(CompressedModelBuilder.Float32).SetArgDisplayNames("fp32");
        yield return new TestCaseData(CompressedModelBuilder.Int8).SetArgDisplayNames("int8");
        yield return new TestCaseData(ProductTable.Words(10, 300)).SetArgDisplayNames("product rows");
        yield return new TestCaseData(TestModels.BlockSparse(16, 4, 0.3, ValueFormat.Int8)).SetArgDisplayNames("sparse int8");
        yield return new TestCaseData(TestModels.BlockSparse(5, 3, 0.3, ValueFormat.Float32)).SetArgDisplayNames("sparse fp32");
        foreach (var format in RoundedFormat.All)
        {
            yield return new TestCaseData(format.BlockSparse(16, 4)).SetArgDisplayNames("sparse " + format.Name);
        }
    }

    [TestCaseSource(nameof(Encoders))]
    public void Load_SavedModel_IsTheSameBytesAgain(MatrixEncoder encoder)
    {
        var model = TestModels.Create(encoder);
        var bytes = Save(model);
        var loaded = CompressedModel.Load(new MemoryStream(bytes));

        Assert.Multiple(() =>
        {
            Assert.That(model.SizeInBytes, Is.EqualTo(bytes.Length));
            Assert.That(loaded.SizeInBytes, Is.EqualTo(bytes.Length));
            Assert.That(Save(loaded), Is.EqualTo(bytes));
            Assert.That(loaded.Shape.Layers, Is.EqualTo(model.Shape.Layers));
            Assert.That(loaded.Shape with { Layers = [] }, Is.EqualTo(model.Shape with { Layers = [] }));
            Assert.That(loaded.Labels, Is.EqualTo(model.Labels));
            Assert.That(loaded.Tokenizer, Is.EqualTo(model.Tokenizer));
            Assert.That(loaded.Vocabulary.Tokens, Is.EqualTo(model.Vocabulary.Tokens));
            Assert.That(loaded.MaxTokens, Is.EqualTo(model.MaxTokens));
        });
    }

    [Test]
    public void Load_BiasesAndNormsInFp16_AreTheSameNumbersInHalfTheBytes()
    {
        var (half, single) = (WithHalves(hasHalfVectors: true), WithHalves(hasHalfVectors: false));
        var bytes = Save(half);
        var loaded = CompressedModel.Load(new MemoryStream(bytes));

        Assert.That(loaded.HasHalfVectors);
        Assert.That(Save(loaded), Is.EqualTo(bytes));
        Assert.That(Vectors(loaded), Is.EqualTo(Vectors(single)));
        Assert.That(bytes, Has.Length.EqualTo(Save(single).Length - (2 * Vectors(single).Length) + sizeof(int) + "fp16-vectors".Length));
    }

    [Test]
    public void Load_BiasThatIsNoNumber_IsRefused()
    {
        var model = WithHalves(hasHalfVectors: true);
        model.Classifier!.Bias![1] = float.NegativeInfinity;

        Assert.That(() => CompressedModel.Load(new MemoryStream(Save(model))), Throws.InstanceOf<ModelFileException>().With.Message.Contains("finite bias of the classifier"));
    }

    [Test]
    public void Create_BiasThatFp16DoesNotHold_IsRefused()
    {
        var model = TestModels.Create();

        Assert.That(() => Copy(model, hasHalfVectors: true), Throws.ArgumentException.With.Message.Contains("fp16"));
    }

    /// <summary>A model whose biases and norms are numbers that fp16 holds.</summary>
    private static CompressedModel WithHalves(bool hasHalfVectors)
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8);
        foreach (var vector in VectorsOf(model))
        {
            for (var i = 0; i < vector.Length; i++)
            {
                vector[i] = (float)(Half)vector[i];
            }
        }

        return Copy(model, hasHalfVectors);
    }

    private static CompressedModel Copy(CompressedModel model, bool hasHalfVectors) => new(
        model.Shape, model.Embeddings, model.Layers, model.Pooler, model.Classifier, model.Labels, model.Vocabulary, model.Tokenizer, model.MaxTokens, hasHalfVectors: hasHalfVectors);

    private static float[] Vectors(CompressedModel model) => [.. VectorsOf(model).SelectMany(vector => vector)];

    private static IEnumerable<float[]> VectorsOf(CompressedModel model) =>
    [
        model.Embeddings.Norm!.Scale,
        model.Embeddings.Norm.Shift,
        .. model.Layers.SelectMany(layer => new[] { layer.Attention.Norm, layer.FeedForward.Norm }).SelectMany(norm => new[] { norm.Scale, norm.Shift }),
        .. model.Layers.SelectMany(layer => layer.Linears).Append(model.Pooler).Append(model.Classifier).Select(linear => linear?.Bias).OfType<float[]>(),
    ];

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
