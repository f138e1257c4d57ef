using System.IO.Compression;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>The two containers of torch.save, each rule broken once.</summary>
[TestFixture]
internal sealed class TorchContainerTests
{
    private static readonly byte[] _pickle = PickleBytes.OneTensor([2], [1], 0, 2);
    private static readonly byte[] _twoFloats = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];

    private static readonly TestCaseData[] _wrong =
    [
        Case("Empty", [], "magic number"),
        Case("OtherMagic", "GGUF with something behind"u8.ToArray(), "magic number"),
        Case("ZipWithoutDirectory", TorchBytes.Zip(_pickle, _twoFloats)[..60], "the end of a ZIP directory"),
        Case("ZipTruncated", TorchBytes.Zip(_pickle, _twoFloats)[..^1], "the end of a ZIP directory"),
        Case("ZipBeginCut", [.. "PK\x3\x4"u8, .. TorchBytes.Zip(_pickle, _twoFloats)[80..]], "ZIP directory"),
        Case("Compressed", TorchBytes.Zip(CompressionLevel.Optimal, ("a/data.pkl", new byte[1000])), "compressed"),
        Case("NoPickle", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data/0", _twoFloats)), "one entry 'data.pkl', found 0"),
        Case("TwoPickles", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", _pickle), ("b/data.pkl", _pickle)), "found 2"),
        Case("EntryTwice", TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", _pickle), ("a/data.pkl", _pickle)), "'a/data.pkl' twice"),
        Case("EntriesOverlap", Overlapping(), "where the entry before it ends"),
        Case(
            "BigEndian",
            TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", _pickle), ("a/byteorder", "big"u8.ToArray()), ("a/data/0", _twoFloats)),
            "'big'"),
        Case("LegacyVersion", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats)], version: 1002), "1002"),
        Case("LegacyBigEndian", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats)], littleEndian: false), "little_endian"),
        Case("LegacyNoStorage", TorchBytes.Legacy(_pickle, []), "storage '0'"),
        Case("LegacyOtherCount", TorchBytes.Legacy(_pickle, [("0", 3, _twoFloats)]), "2 elements"),
        Case("LegacyUnknownStorage", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats), ("1", 0, [])]), "'1'"),
        Case("LegacyStorageTwice", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats), ("0", 2, _twoFloats)]), "'0' twice"),
        Case("LegacyTruncated", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats[..7])]), "7 bytes that are left"),
        Case("LegacyNoCount", TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats)])[..^9], "its end"),
    ];

    [TestCaseSource(nameof(_wrong))]
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
        File.WriteAllBytes(folder.File("a.bin"), zip ? TorchBytes.Zip(_pickle, _twoFloats) : TorchBytes.Legacy(_pickle, [("0", 2, _twoFloats)]));
        using var file = new TorchFile(folder.File("a.bin"));

        Assert.That(file.ReadFloats(file.Tensors["a"]), Is.EqualTo([1f, 2f]));
    }

    private static TestCaseData Case(string name, byte[] bytes, string reason) => new TestCaseData(bytes, reason).SetArgDisplayNames(name);

    /// <summary>A ZIP file whose last entry says that it begins where the one before it does.</summary>
    private static byte[] Overlapping()
    {
        const int LocalHeaderPlace = 42;
        var zip = TorchBytes.Zip(CompressionLevel.NoCompression, ("a/data.pkl", _pickle), ("a/data/0", _twoFloats), ("a/data/1", _twoFloats));
        var last = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var middle = zip.AsSpan(0, last).LastIndexOf("PK\u0001\u0002"u8);
        zip.AsSpan(middle + LocalHeaderPlace, sizeof(int)).CopyTo(zip.AsSpan(last + LocalHeaderPlace));
        return zip;
    }
}
