using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Ranges of inputs in the files of models.</summary>
[TestFixture]
internal sealed class ClipsSectionTests
{
    private const int SectionsPlace = 12;

    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return new TestCaseData(TestModels.Uneven).SetArgDisplayNames("uneven layers");
        yield return new TestCaseData(TestModels.Uneven with { EmbeddingSize = 20, Pooler = PoolerKind.None }).SetArgDisplayNames("projection, no pooler");
        yield return new TestCaseData(BertShape.Uniform(TestModels.VocabularySize, 3, 30, 3, 50) with { MaxPositions = 40, AttentionOfLayer = [0, 0, 2], FeedForwardOfLayer = [0, 1, 0] }).SetArgDisplayNames("shared halves");
        yield return new TestCaseData(TestModels.Static).SetArgDisplayNames("static");
    }

    [TestCaseSource(nameof(Shapes))]
    public void SaveAndLoad_Clips_ComeBack(BertShape shape)
    {
        var model = ClippedModels.Create(shape);
        var bytes = Save(model);

        var loaded = CompressedModel.Load(new MemoryStream(bytes));

        Assert.That(ClippedModels.ClipsOf(loaded), Is.EqualTo(ClippedModels.ClipsOf(model)));
        Assert.That(Save(loaded), Is.EqualTo(bytes));
        Assert.That(bytes, Has.Length.EqualTo(model.SizeInBytes));
    }

    [Test]
    public void Save_NoClips_HasTheSectionsOfOlderFiles()
    {
        Assert.That(Save(TestModels.Create(CompressedModelBuilder.Int8))[SectionsPlace], Is.EqualTo(4));
        Assert.That(Save(ClippedModels.Create())[SectionsPlace], Is.EqualTo(5));
    }

    [TestCase(0.1f, 0, 128)]
    [TestCase(0.1f, -1, 127)]
    [TestCase(0.1f, 16, 15)]
    [TestCase(0f, 0, 127)]
    [TestCase(-0.1f, 0, 127)]
    [TestCase(1e-40f, 0, 127)]
    [TestCase(1e38f, 0, 127)]
    [TestCase(float.NaN, 0, 127)]
    [TestCase(0.1f, 0, 0)]
    public void Create_ClipThatNoKernelTakes_IsRefusedNamingTheLayer(float scale, int zeroPoint, int largest) => Assert.That(
        () => ClippedModels.With(TestModels.Create(CompressedModelBuilder.Int8), () => new InputClip(scale, zeroPoint, largest)),
        Throws.ArgumentException.With.Message.Contains("layer 0 query, key and value"));

    [Test]
    public void Create_ClipsOfFloats_AreRefused() => Assert.That(
        () => ClippedModels.Create(encoder: CompressedModelBuilder.Float32), Throws.ArgumentException.With.Message.Contains("its weights are none"));

    [Test]
    public void Load_ClipsOfFloats_AreRefusedAsAFault()
    {
        var (clipped, floats) = (Save(ClippedModels.Create()), Save(TestModels.Create(CompressedModelBuilder.Float32)));
        var clips = Section(clipped, 3);

        // The header of the clipped model, with the weights of the other.
        byte[] joined = [.. clipped[..(24 + (5 * 16) + 4)], .. Section(floats, 0), .. Section(clipped, 1), .. Section(clipped, 2), .. clips, .. Section(floats, 3)];
        Write(joined, 0, Section(floats, 0).Length);
        Write(joined, 4, Section(floats, 3).Length);
        BitConverter.TryWriteBytes(joined.AsSpan(16), joined.Length - 24L);
        ModelChecksums.Fix(joined);

        Assert.That(() => CompressedModel.Load(new MemoryStream(joined)), Throws.TypeOf<ModelFileException>().With.Message.Contains("its weights are none"));

        static void Write(byte[] bytes, int section, long length) => BitConverter.TryWriteBytes(bytes.AsSpan(24 + (section * 16) + 4), length);
    }

    private static byte[] Section(byte[] file, int number)
    {
        var start = 24 + (file[SectionsPlace] * 16) + 4L;
        for (var i = 0; i < number; i++)
        {
            start += Length(i);
        }

        return file[(int)start..(int)(start + Length(number))];

        long Length(int section) => BitConverter.ToInt64(file, 24 + (section * 16) + 4);
    }

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
