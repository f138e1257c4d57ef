using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Storage;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>What only a newer version can have written is said to be so.</summary>
[TestFixture]
internal sealed class NewerFileTests
{
    private const int VersionPlace = 8;
    private const int TableStart = 24;
    private const int EntryBytes = 16;
    private const int Sections = 4;
    private const int HeaderEnd = TableStart + (Sections * EntryBytes);

    [Test]
    public void Load_LaterVersion_SaysSo() => AssertNewer(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(VersionPlace), CompressedModelFile.Version + 1));

    [Test]
    public void Load_UnknownSection_SaysSo() => AssertNewer(bytes => "NEWS"u8.CopyTo(bytes.AsSpan(TableStart + (3 * EntryBytes))));

    [Test]
    public void Load_UnknownFeature_SaysSo() => AssertNewer(bytes => bytes[FirstSection(bytes).IndexOf("fp32"u8) + HeaderEnd + sizeof(uint)] = (byte)'g', "\"gp32\"");

    [Test]
    public void Load_Unchanged_Works() => Assert.That(() => CompressedModel.Load(new MemoryStream(Changed(_ => { }))), Throws.Nothing);

    private static void AssertNewer(Action<byte[]> change, string found = "") => Assert.That(
        () => CompressedModel.Load(new MemoryStream(Changed(change))),
        Throws.TypeOf<ModelFileException>().With.Message.Contains("newer version").And.Message.Contains(found));

    private static ReadOnlySpan<byte> FirstSection(byte[] bytes) => bytes.AsSpan(HeaderEnd + sizeof(uint), FirstLength(bytes));

    private static int FirstLength(byte[] bytes) => (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(TableStart + sizeof(uint)));

    private static byte[] Changed(Action<byte[]> change)
    {
        using var stream = new MemoryStream();
        TestModels.Create().Save(stream);
        var bytes = stream.ToArray();
        change(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TableStart + EntryBytes - sizeof(uint)), ChecksumOf(FirstSection(bytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderEnd), ChecksumOf(bytes.AsSpan(0, HeaderEnd)));
        return bytes;
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32C();
        checksum.Append(bytes);
        return checksum.Value;
    }
}
