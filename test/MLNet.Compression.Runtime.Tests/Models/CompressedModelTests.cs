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

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
