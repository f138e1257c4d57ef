using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>A hostile 2 x 2 table of product-quantised rows for each rule.</summary>
[TestFixture]
internal sealed class ProductRefusalTests
{
    [Test]
    public void Read_GoodTables_AreRead() => Assert.Multiple(() =>
    {
        Assert.That(Read(Content(2, 3, 0.5f, 2, [1, 2, 253, 4, 5, 6], 0b10_00_01_00)), Is.EqualTo([0.5f, 10, 0.5f, 12]));
        Assert.That(Read(Content(1, 2, 0.5f, 2, [1, 2, 253, 4], 0b01)), Is.EqualTo([-1.5f, 8, 0.5f, 4]));
    });

    [TestCase(0, "parts of a row in [1, 2]")]
    [TestCase(3, "parts of a row in [1, 2]")]
    public void Read_PartsBeyondTheColumns_AreRefused(int parts, string expected) => AssertRefused(expected, Content(parts, 2, 1, 1, [1, 2, 3, 4], 0));

    [Test]
    public void Read_PartsThatDoNotDivideTheColumns_AreRefused() => Assert.That(
        () => Read(Matrix(1, 3, Content(2, 2, 1, 1, [1, 2, 3, 4], 0))), Throws.TypeOf<ModelFileException>().With.Message.Contains("divides 3 columns, found 2"));

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(-5)]
    [TestCase(65_537)]
    public void Read_CodebookOfOtherSize_IsRefused(int size) => AssertRefused("vectors of a codebook in [2, 65536]", Content(2, size, 1, 1, [1, 2, 3, 4], 0));

    [TestCase(-1f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(3e36f)]
    public void Read_ScaleThatIsNone_IsRefused(float scale) => AssertRefused("scales of", Content(2, 2, 1, scale, [1, 2, 3, 4], 0));

    [Test]
    public void Read_IntegerOf128_IsRefused() => AssertRefused("[-127, 127], found -128 at index 2", Content(2, 2, 1, 1, [1, 2, 128, 4], 0));

    [Test]
    public void Read_LargerCodebooksThanTheFile_AreRefusedBeforeAllocating() => AssertRefused("131072 bytes of codebooks", Content(2, 65_536, 1, 1, [1, 2, 3, 4], 0));

    [Test]
    public void Read_CodeBeyondTheCodebook_IsRefused() => AssertRefused("[0, 2], found 3 at index 1", Content(2, 3, 1, 1, [1, 2, 3, 4, 5, 6], 0b00_00_11_00));

    [Test]
    public void Read_WideCodeBeyondTheCodebook_IsRefused() => AssertRefused("codes of vectors in [0, 256], found a larger one at index 1", Content(1, 257, 1, 1, new byte[514], 0, 1, 0b10));

    [Test]
    public void Read_WideCodes_AreRead() => Assert.That(Read(Content(1, 257, 1, 1, [.. new byte[512], 7, 9], 0, 0, 0b10)), Is.EqualTo([0f, 0, 7, 9]));

    [Test]
    public void Read_UnusedBitsSet_IsRefused() => AssertRefused("unused bits of 0", Content(2, 2, 1, 1, [1, 2, 3, 4], 0b1_0000));

    [Test]
    public void Read_CodesMissing_IsRefused() => AssertRefused("1 bytes of 1-bit weights, found 0 bytes left", Content(2, 2, 1, 1, [1, 2, 3, 4]));

    [Test]
    public void Read_FurtherBytes_AreRefused() => AssertRefused("1 further bytes", Content(2, 2, 1, 1, [1, 2, 3, 4], 0, 0));

    private static void AssertRefused(string expected, byte[] content) => Assert.That(() => Read(content), Throws.TypeOf<ModelFileException>().With.Message.Contains(expected));

    private static float[] Read(byte[] content)
    {
        var bytes = content.Length > 0 && content[0] == 5 ? content : Matrix(2, 2, content);
        var matrix = WeightEncoding.Read(new ModelReader(new MemoryStream(bytes), "test", bytes.Length), "the matrix");
        var weights = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(weights);
        return weights;
    }

    private static byte[] Content(int parts, int size, float first, float second, byte[] codebooks, params byte[] codes) =>
        [.. BitConverter.GetBytes(parts), .. BitConverter.GetBytes(size), .. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second), .. codebooks, .. codes];

    private static byte[] Matrix(int rows, int columns, byte[] content) =>
        [.. BitConverter.GetBytes(5), .. BitConverter.GetBytes(rows), .. BitConverter.GetBytes(columns), .. BitConverter.GetBytes((long)content.Length), .. content];
}
