using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Storage;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Models that come through streams of which nobody knows how long they are, such as those that unpack an archive.</summary>
[TestFixture]
internal sealed class StreamedModelTests
{
    private const int LengthPlace = 16;
    private const int TableStart = 24;
    private const int EntrySize = 16;
    private const int Sections = 4;
    private const int HeaderSize = TableStart + (Sections * EntrySize) + sizeof(uint);
    private const long FreeBytes = 16 << 20;

    [Test]
    public void Load_StreamThatCannotSeek_GivesTheSameModelAndReadsNoFurther()
    {
        var bytes = Save();
        var stream = new OneWayStream(bytes, isEndless: true);
        using var again = new MemoryStream();

        CompressedModel.Load(stream).Save(again);

        Assert.That(again.ToArray(), Is.EqualTo(bytes));
        Assert.That(stream.Given, Is.EqualTo(bytes.Length));
    }

    [Test]
    public void Load_EndlessStreamOfOtherBytes_IsRefusedAtTheFirst()
    {
        var stream = new OneWayStream([0x89], isEndless: true);

        Assert.That(() => CompressedModel.Load(stream), Throws.TypeOf<ModelFileException>().With.Message.Contains("first bytes"));
        Assert.That(stream.Given, Is.LessThan(1024));
    }

    [Test]
    public void Load_GitLfsPointer_IsCalledOne() => Assert.That(
        () => CompressedModel.Load(new MemoryStream("version https://git-lfs.github.com/spec/v1\noid"u8.ToArray())),
        Throws.TypeOf<ModelFileException>().With.Message.Contains("Git LFS pointer"));

    // The headers say that a terabyte of weights follows; there are zeros without end.
    [Test]
    public void Load_EndlessWeights_AreRefusedInBoundedMemory()
    {
        var stream = new OneWayStream(WithLongerWeights(Save(), 1L << 40), isEndless: true);

        Assert.That(Allocated(() => Assert.That(() => CompressedModel.Load(stream), Throws.TypeOf<ModelFileException>())), Is.LessThan(FreeBytes));
        Assert.That(stream.Given, Is.LessThan(1 << 20));
    }

    [Test]
    public void ReadSingles_FewerThanTheStreamSays_TakesMemoryAsTheyCome()
    {
        const int Come = 1 << 20;
        var reader = ModelReader.Of(new OneWayStream(new byte[Come]), "stream");

        var allocated = Allocated(() => Assert.That(() => reader.ReadSingles(1 << 28, "weights"), Throws.TypeOf<ModelFileException>().With.Message.Contains("end of the file")));

        Assert.That(allocated, Is.LessThan((4 * Come) + FreeBytes));
    }

    [Test]
    public void Load_EveryTruncatedStream_IsRefused()
    {
        var bytes = Save();
        for (var length = 0; length < bytes.Length; length += 97)
        {
            Assert.That(() => CompressedModel.Load(new OneWayStream(bytes[..length])), Throws.TypeOf<ModelFileException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Read_SectionWhoseChecksumIsWrong_IsShownToNobody()
    {
        var bytes = Save();
        var features = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(TableStart + sizeof(int)));
        bytes[HeaderSize + features] ^= 2;
        var shapes = new List<BertShape?>();

        Assert.That(
            () => CompressedModelFile.Read(new MemoryStream(bytes), "model", parts => shapes.Add(parts.Shape)),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("checksum"));
        Assert.That(shapes, Is.EqualTo(new BertShape?[] { null, null }), "after the header and after the features");
    }

    [Test]
    public void Read_WholeModel_ShowsItsShapeOnceTheSectionIsRead()
    {
        var shapes = new List<BertShape?>();

        CompressedModelFile.Read(new MemoryStream(Save()), "model", parts => shapes.Add(parts.Shape));

        Assert.That(shapes.Select(shape => shape is not null), Is.EqualTo([false, false, true, true, true]));
    }

    private static byte[] Save()
    {
        using var stream = new MemoryStream();
        TestModels.Create().Save(stream);
        return stream.ToArray();
    }

    private static byte[] WithLongerWeights(byte[] bytes, long more)
    {
        var weights = bytes.AsSpan(TableStart + ((Sections - 1) * EntrySize) + sizeof(int));
        BinaryPrimitives.WriteInt64LittleEndian(weights, BinaryPrimitives.ReadInt64LittleEndian(weights) + more);
        var length = bytes.AsSpan(LengthPlace);
        BinaryPrimitives.WriteInt64LittleEndian(length, BinaryPrimitives.ReadInt64LittleEndian(length) + more);
        var checksum = new Crc32C();
        checksum.Append(bytes.AsSpan(0, HeaderSize - sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderSize - sizeof(uint)), checksum.Value);
        return bytes;
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
