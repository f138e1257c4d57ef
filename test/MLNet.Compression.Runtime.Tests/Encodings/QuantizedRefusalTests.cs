using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>A hostile 2 x 2 matrix for each rule of the formats of few bits.</summary>
[TestFixture]
internal sealed class QuantizedRefusalTests
{
    private const uint Integers = 3;
    private const uint Ternary = 4;
    private const uint Binary = 5;
    private const uint Codebook = 6;
    private const uint Groups = 8;
    private const uint Sum = 9;
    private const ushort One = 0x3C00;
    private const ushort Half = 0x3800;

    [Test]
    public void Read_GoodMatrices_AreRead() => Assert.Multiple(() =>
    {
        Assert.That(Read(Integers, 4, 1, 1, 0.5f, (byte)0x0F, (byte)0x8A), Is.EqualTo([3.5f, -4, 1, 0]));
        Assert.That(Read(Integers, 4, 0, 1, 0.5f, (byte)0x0F, (byte)0x8A), Is.EqualTo([7.5f, 0, 5, 4]));
        Assert.That(Read(Ternary, 2, 0.5f, 2f, (byte)0b01_10_00_10), Is.EqualTo([0.5f, -0.5f, 2, 0]));
        Assert.That(Read(Binary, 1, 0.5f, (byte)0b0110), Is.EqualTo([-0.5f, 0.5f, 0.5f, -0.5f]));
        Assert.That(Read(Groups, 16, Integers, 4, 1, Half, One, (byte)0x0F, (byte)0x8A), Is.EqualTo([3.5f, -4, 2, 0]));
        Assert.That(Read(Groups, 16, Ternary, Half, One, (byte)0b01_10_00_10), Is.EqualTo([0.5f, -0.5f, 1, 0]));
        Assert.That(Read(Groups, 16, Binary, Half, One, (byte)0b0110), Is.EqualTo([-0.5f, 0.5f, 1, -1]));
        Assert.That(Read(Sum, Binary, 1, 2f, (byte)0b0110, Binary, 1, 0.5f, (byte)0b0011), Is.EqualTo([-1.5f, 2.5f, 1.5f, -2.5f]));
        Assert.That(Read(Sum, Groups, 16, Ternary, One, One, (byte)0b01_10_00_10, Integers, 2, 1, 1, 4f, (byte)0), Is.EqualTo([-7f, -9, -7, -8]));
        Assert.That(Read(Codebook, 3, 7f, -2f, 0f, (byte)0b10_01_00_10), Is.EqualTo([0f, 7, -2, 0]));
    });

    [TestCase(1)]
    [TestCase(9)]
    [TestCase(-1)]
    public void Read_IntegersOfOtherBits_AreRefused(int bits) => AssertRefused("bits of an integer in [2, 8]", Integers, bits, 1, 1, 1f, 0);

    [Test]
    public void Read_SignThatIsNoFlag_IsRefused() => AssertRefused("whether integers are signed in [0, 1]", Integers, 4, 2, 1, 1f, (short)0);

    [TestCase(0, "number of scales in [1, 2]")]
    [TestCase(3, "number of scales in [1, 2]")]
    public void Read_OtherNumberOfScales_IsRefused(int scales, string expected) => AssertRefused(expected, Ternary, scales, 1f, 1f, 1f, (byte)0);

    [Test]
    public void Read_ScalesOfSomeRows_AreRefused() =>
        Assert.That(() => Read(Matrix(3, 2, Binary, 2, 1f, 1f, (byte)0)), Throws.TypeOf<ModelFileException>().With.Message.Contains("one for each of the 3 rows, found 2 scales"));

    [TestCase(-1f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Read_ScaleThatIsNone_IsRefused(float scale) => AssertRefused("scales", Ternary, 1, scale, (byte)0);

    [Test]
    public void Read_ScaleThatMakesWeightsInfinite_IsRefused() => AssertRefused("finite times 8", Integers, 4, 1, 1, 1e38f, (short)0);

    [Test]
    public void Read_TernaryCodeThree_IsRefused() => AssertRefused("[0, 2], found 3 at index 1", Ternary, 1, 1f, (byte)0b00_00_11_00);

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(257)]
    public void Read_CodebookOfOtherSize_IsRefused(int size) => AssertRefused("size of a codebook in [2, 256]", Codebook, size, 1f, (byte)0);

    [Test]
    public void Read_CentroidThatIsNotFinite_IsRefused() => AssertRefused("NaN at index 1", Codebook, 2, 1f, float.NaN, (byte)0);

    [Test]
    public void Read_CodeBeyondTheCodebook_IsRefused() => AssertRefused("[0, 2], found 3 at index 3", Codebook, 3, 1f, 2f, 3f, (byte)0b11_00_00_00);

    [Test]
    public void Read_UnusedBitsSet_IsRefused() => AssertRefused("unused bits of 0", Binary, 1, 1f, (byte)0b1_0000);

    [Test]
    public void Read_BytesMissing_IsRefused() => AssertRefused("2 bytes of 4-bit weights, found 1 bytes left", Integers, 4, 1, 1, 1f, (byte)0);

    [Test]
    public void Read_FurtherBytes_AreRefused() => AssertRefused("1 further bytes", Binary, 1, 1f, (byte)0, (byte)0);

    [TestCase(0, "[16, 536870911]")]
    [TestCase(-16, "[16, 536870911]")]
    [TestCase(8, "[16, 536870911]")]
    [TestCase(24, "multiple of 16")]
    [TestCase(int.MaxValue, "[16, 536870911]")]
    public void Read_GroupsOfOtherSize_AreRefused(int size, string expected) => AssertRefused(expected, Groups, size, Ternary, One, One, (byte)0);

    [TestCase(2u)]
    [TestCase(6u)]
    [TestCase(8u)]
    public void Read_GroupsOfOtherValues_AreRefused(uint format) => AssertRefused("format of integers in 3 to 5", Groups, 16, format, One, One, (byte)0);

    [TestCase((ushort)0xBC00)]
    [TestCase((ushort)0x7C00)]
    [TestCase((ushort)0x7E00)]
    public void Read_GroupScaleThatIsNone_IsRefused(ushort scale) => AssertRefused("finite group scales of 0 or more", Groups, 16, Ternary, One, scale, (byte)0);

    [Test]
    public void Read_GroupScalesMissing_IsRefused() => AssertRefused("4 bytes of group scales", Groups, 16, Ternary, One);

    [TestCase(1u)]
    [TestCase(2u)]
    [TestCase(6u)]
    [TestCase(9u)]
    public void Read_SumOfOtherParts_IsRefused(uint format) => AssertRefused("3, 4, 5 or 8", Sum, format, 1, 1f, (byte)0);

    [Test]
    public void Read_SumThatLacksAPart_IsRefused() => AssertRefused("4 bytes of", Sum, Binary, 1, 1f, (byte)0);

    [TestCase(0u)]
    [TestCase(10u)]
    public void Read_UnknownFormat_SaysThatTheFileIsNewer(uint format) => AssertRefused("newer version", format, 1, 1f, (byte)0);

    private static void AssertRefused(string expected, params object[] content) =>
        Assert.That(() => Read(content), Throws.TypeOf<ModelFileException>().With.Message.Contains(expected));

    private static float[] Read(params object[] content) => Read(Matrix(2, 2, content));

    private static float[] Read(byte[] bytes)
    {
        var matrix = WeightEncoding.Read(new ModelReader(new MemoryStream(bytes), "test", bytes.Length), "the matrix");
        var weights = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(weights);
        return weights;
    }

    private static byte[] Matrix(int rows, int columns, params object[] content)
    {
        byte[] bytes = [.. content.SelectMany(BytesOf)];
        return [.. BytesOf(4u), .. BytesOf(rows), .. BytesOf(columns), .. BitConverter.GetBytes((long)bytes.Length), .. bytes];
    }

    private static byte[] BytesOf(object value) => value switch
    {
        float number => BitConverter.GetBytes(number),
        int number => BitConverter.GetBytes(number),
        uint number => BitConverter.GetBytes(number),
        ushort number => BitConverter.GetBytes(number),
        short number => BitConverter.GetBytes(number),
        byte number => [number],
        _ => throw new ArgumentException($"{value}"),
    };
}
