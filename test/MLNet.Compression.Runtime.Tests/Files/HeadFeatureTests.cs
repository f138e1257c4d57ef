using System.Buffers.Binary;
using System.Text;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>How a file says what its model computes.</summary>
[TestFixture]
internal sealed class HeadFeatureTests
{
    private const int TableStart = 24;
    private const int TableEntrySize = 16;
    private const int Sections = 4;
    private const int FeaturesStart = TableStart + (Sections * TableEntrySize) + sizeof(uint);

    [Test]
    public void Load_ClassifierThatNamesNoHead_IsAClassifier()
    {
        var bytes = Save(regression: false);

        Assert.That(FeaturesOf(bytes), Is.EqualTo(["fp32"]), "older readers take the file too");
        Assert.That(Load(bytes).Head, Is.EqualTo(HeadKind.Sequence));
    }

    [Test]
    public void Load_OlderFileWithoutClasses_IsARegression()
    {
        var bytes = WithFeatures(Save(regression: true), "fp32");

        Assert.That(Load(bytes).Head, Is.EqualTo(HeadKind.Regression));
    }

    [Test]
    public void Load_NamedHead_IsThatHead()
    {
        var bytes = Save(regression: true);

        Assert.That(FeaturesOf(bytes), Is.EqualTo(["fp32", "regression"]));
        Assert.That(Load(bytes).Head, Is.EqualTo(HeadKind.Regression));
    }

    [Test]
    public void Load_UnknownHead_IsRefusedByName()
    {
        var bytes = WithFeatures(Save(regression: true), "fp32", "translation");

        Assert.That(
            () => Load(bytes),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("\"translation\"").And.Message.Contains("regression").And.Message.Contains("newer version"));
    }

    [Test]
    public void Load_TwoHeads_IsRefused()
    {
        var bytes = WithFeatures(Save(regression: true), "fp32", "regression", "token-classification");

        Assert.That(() => Load(bytes), Throws.TypeOf<ModelFileException>().With.Message.Contains("one head"));
    }

    [Test]
    public void Load_HeadThatDoesNotFitTheRest_IsRefused()
    {
        var bytes = WithFeatures(Save(regression: true), "fp32", "token-classification");

        Assert.That(() => Load(bytes), Throws.TypeOf<ModelFileException>().With.Message.Contains("pooler"));
    }

    [Test]
    public void Load_ModelWithoutLayersThatDoesNotSaySo_IsRefused()
    {
        using var stream = new MemoryStream();
        TestModels.Create(shape: TestModels.Static).Save(stream);

        Assert.That(FeaturesOf(stream.ToArray()), Is.EqualTo(["fp32", "static"]));
        Assert.That(() => Load(WithFeatures(stream.ToArray(), "fp32")), Throws.TypeOf<ModelFileException>().With.Message.Contains("the number of layers"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Load_LayerWithoutHeadsOrNeuronsThatDoesNotSaySo_IsRefused(int layer)
    {
        using var stream = new MemoryStream();
        TestModels.Create(shape: TestModels.WithoutHalves with { Layers = [TestModels.WithoutHalves.Layers[layer]] }).Save(stream);

        Assert.That(FeaturesOf(stream.ToArray()), Is.EqualTo(["empty", "fp32"]));
        Assert.That(() => Load(WithFeatures(stream.ToArray(), "fp32")), Throws.TypeOf<ModelFileException>().With.Message.Contains(layer == 0 ? "the number of heads" : "the feed-forward size"));
    }

    [Test]
    public void Load_ModelWithLayersThatSaysItHasNone_IsRefused() =>
        Assert.That(() => Load(WithFeatures(Save(regression: false), "fp32", "static")), Throws.TypeOf<ModelFileException>().With.Message.Contains("the number of layers"));

    private static CompressedModel Load(byte[] bytes) => CompressedModel.Load(new MemoryStream(bytes));

    private static byte[] Save(bool regression)
    {
        using var stream = new MemoryStream();
        TestModels.Create(labels: regression ? 1 : 3, regression: regression).Save(stream);
        return stream.ToArray();
    }

    private static List<string> FeaturesOf(byte[] bytes)
    {
        var (names, at) = (new List<string>(), FeaturesStart + sizeof(int));
        for (var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(FeaturesStart)); count > 0; count--)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            names.Add(Encoding.UTF8.GetString(bytes, at + sizeof(int), length));
            at += sizeof(int) + length;
        }

        return names;
    }

    private static byte[] WithFeatures(byte[] bytes, params string[] names)
    {
        var old = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(TableStart + sizeof(int)));
        byte[] content = [.. Number(names.Length), .. names.SelectMany(name => (byte[])[.. Number(name.Length), .. Encoding.UTF8.GetBytes(name)])];
        byte[] changed = [.. bytes[..FeaturesStart], .. content, .. bytes[(FeaturesStart + old)..]];
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(TableStart + sizeof(int)), content.Length);
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(TableStart - sizeof(long)), changed.Length - TableStart);
        ModelChecksums.Fix(changed);
        return changed;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
