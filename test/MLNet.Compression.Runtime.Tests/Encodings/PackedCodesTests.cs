using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tests.Encodings;

[TestFixture]
internal sealed class PackedCodesTests
{
    [Test]
    public void Unpack_AnyStartAndLength_GivesWhatWasPacked([Range(1, 8)] int bits)
    {
        const int Count = 61;
        var random = new Random(bits);
        byte[] codes = [.. Enumerable.Range(0, Count).Select(_ => (byte)random.Next(1 << bits))];
        var packed = new PackedCodes(Count, bits);
        packed.Pack(0, codes.AsSpan(0, 13));
        packed.Pack(13, codes.AsSpan(13));

        Assert.That(packed.SizeInBytes, Is.EqualTo(((Count * bits) + 7) / 8));
        for (var first = 0; first <= Count; first++)
        {
            for (var length = 0; length <= Count - first; length++)
            {
                var unpacked = new byte[length];
                packed.Unpack(first, unpacked);
                Assert.That(unpacked, Is.EqualTo(codes.AsSpan(first, length).ToArray()));
            }
        }
    }

    [Test]
    public void Write_Codes_BeginAtTheLowestBit()
    {
        var packed = new PackedCodes(4, 3);
        packed.Pack(0, [0b001, 0b010, 0b111, 0b100]);

        Assert.That(Write(packed), Is.EqualTo(new byte[] { 0b11_010_001, 0b1001 }));
    }

    [Test]
    public void Read_WhatWasWritten_IsTheSameBytes()
    {
        byte[] bytes = [0b11_010_001, 0b1001];

        Assert.That(Write(PackedCodes.Read(Reader(bytes), 4, 3, 8)), Is.EqualTo(bytes));
    }

    [Test]
    public void Read_UnusedBitsSet_IsRefused() =>
        Assert.That(() => PackedCodes.Read(Reader([1, 0x10]), 4, 3, 8), Throws.TypeOf<ModelFileException>().With.Message.Contains("unused bits of 0"));

    [Test]
    public void Read_CodeWithoutMeaning_IsRefusedWithItsIndex()
    {
        var bytes = new byte[500];
        bytes[300] = 0b11_00_00;

        Assert.That(() => PackedCodes.Read(Reader(bytes), 2000, 2, 3), Throws.TypeOf<ModelFileException>().With.Message.Contains("[0, 2]").And.Message.Contains("index 1202"));
    }

    [Test]
    public void Read_FewerBytesThanCodes_IsRefusedBeforeAllocating() =>
        Assert.That(() => PackedCodes.Read(Reader(new byte[10]), 1 << 30, 8, 256), Throws.TypeOf<ModelFileException>().With.Message.Contains("10 bytes left"));

    private static ModelReader Reader(byte[] bytes) => new(new MemoryStream(bytes), "test", bytes.Length);

    private static byte[] Write(PackedCodes codes)
    {
        using var stream = new MemoryStream();
        codes.Write(new ModelWriter(stream));
        return stream.ToArray();
    }
}
