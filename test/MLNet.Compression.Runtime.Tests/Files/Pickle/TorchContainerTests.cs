using System.IO.Compression;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>The two containers of torch.save, each rule broken once.</summary>
[TestFixture]
internal sealed class TorchContainerTests
{
    private static readonly byte[] Pickle = PickleBytes.OneTensor([2], [1], 0, 2);
    private static readonly byte[] TwoFloats = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];

    private static readonly TestCaseData[] Wrong =
    [
        Case("Empty", [], "magic number"),
        Case("OtherMagic", "GGUF with something behind"u8.ToArray(), "magic number"),
        Case("ZipWithoutDirectory", TorchBytes.Zip(Pickle, TwoFloats)[..60], "the end of a ZIP directory"),
        Case("ZipTruncated", TorchBytes.Zip(Pickle, TwoFloats)[..^1], "the end of a ZIP directory"),
        Case("ZipBeginCut", [.. "PK\x3\x4"u8, .. TorchBytes.Zip(Pickle, TwoFloats)[80..]], "ZIP directory"),
        Case("Compressed", TorchBytes.Zip(CompressionLevel.Optimal, ("a/data.pkl", new byte[1000])), "compressed"),
        Case("NoPickle", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data/0", TwoFloats)), "one entry 'data.pkl', found 0"),
        Case("TwoPickles", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", Pickle), ("b/data.pkl", Pickle)), "found 2"),
        Case("EntryTwice", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", Pickle), ("a/data.pkl", Pickle)), "'a/data.pkl' twice"),
        Case("EntriesOverlap", Overlapping(), "where the entry before it ends"),
        Case(
            "BigEndian",
            TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", Pickle), ("a/byteorder", "big"u8.ToArray()), ("a/data/0", TwoFloats)),
            "'big'"),
        Case("LegacyVersion", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats)], version: 1002), "1002"),
        Case("LegacyBigEndian", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats)], littleEndian: false), "little_endian"),
        Case("LegacyNoStorage", TorchBytes.Legacy(Pickle, []), "storage '0'"),
        Case("LegacyOtherCount", TorchBytes.Legacy(Pickle, [("0", 3, TwoFloats)]), "2 elements"),
        Case("LegacyUnknownStorage", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats), ("1", 0, [])]), "'1'"),
        Case("LegacyStorageTwice", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats), ("0", 2, TwoFloats)]), "'0' twice"),
        Case("LegacyTruncated", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats[..7])]), "7 bytes that are left"),
        Case("LegacyNoCount", TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats)])[..^9], "its end"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Open_WrongContainer_IsRefusedSayingWhy(byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.bin");
        File.WriteAllBytes(path, bytes);

        Assert.That(() => new TorchFile(path), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.StartsWith(path));
        Assert.That(() => File.Delete(path), Throws.Nothing, "the file is closed");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Open_RightContainer_IsRead(bool zip)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.bin"), zip ? TorchBytes.Zip(Pickle, TwoFloats) : TorchBytes.Legacy(Pickle, [("0", 2, TwoFloats)]));
        using var file = new TorchFile(folder.File("a.bin"));

        Assert.That(file.ReadFloats(file.Tensors["a"]), Is.EqualTo(new[] { 1f, 2f }));
    }

    private static TestCaseData Case(string name, byte[] bytes, string reason) => new TestCaseData(bytes, reason).SetArgDisplayNames(name);

    /// <summary>A ZIP file whose last entry says that it begins where the one before it does.</summary>
    private static byte[] Overlapping()
    {
        const int LocalHeaderPlace = 42;
        var zip = TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", Pickle), ("a/data/0", TwoFloats), ("a/data/1", TwoFloats));
        var last = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var middle = zip.AsSpan(0, last).LastIndexOf("PK\u0001\u0002"u8);
        zip.AsSpan(middle + LocalHeaderPlace, sizeof(int)).CopyTo(zip.AsSpan(last + LocalHeaderPlace));
        return zip;
    }
}
