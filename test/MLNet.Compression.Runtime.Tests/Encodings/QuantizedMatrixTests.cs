using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

[TestFixture]
internal sealed class QuantizedMatrixTests
{
    private const int Rows = 37;

    private static IEnumerable<TestCaseData> FormatsAndColumns =>
        from format in RoundedFormat.All
        from columns in new[] { 1, 7, 16, 39 }
        select new TestCaseData(format, columns).SetArgDisplayNames(format.Name, $"{columns}");

    [TestCaseSource(nameof(FormatsAndColumns))]
    public void Decode_AnyFormat_GivesTheSameBits(RoundedFormat format, int columns)
    {
        var weights = Random(Rows, columns);
        var matrix = (QuantizedMatrix)format.Round(weights, Rows).EncodeDense(weights, Rows, columns);

        Assert.That(Decode(matrix), Is.EqualTo(weights));
        _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
        Assert.That(Decode(matrix), Is.EqualTo(weights), "after a kernel was made");
    }

    [TestCaseSource(nameof(FormatsAndColumns))]
    public void Size_IsTheBitsOfAllWeightsAndTheScales(RoundedFormat format, int columns)
    {
        var weights = Random(Rows, columns);
        var matrix = (QuantizedMatrix)format.Round(weights, Rows).EncodeDense(weights, Rows, columns);

        var packed = format.IsSum ? ((Rows * columns) + 7) / 8 * 2 : ((Rows * columns * format.Bits) + 7) / 8;
        Assert.That(matrix.SizeInBytes - 20 - 4 - packed, Is.EqualTo(HeaderSize(format, Rows, columns)), matrix.FormatName);
    }

    [TestCaseSource(typeof(RoundedFormat), nameof(RoundedFormat.Cases))]
    public void Decode_BlockSparse_GivesTheSameBitsInFewerBytes(RoundedFormat format)
    {
        foreach (var (blockRows, blockColumns) in new[] { (16, 4), (3, 5), (1, 1) })
        {
            var weights = Random(50, 39);
            var values = format.Round(weights, 50);
            TestModels.Prune(weights, 50, 39, blockRows, blockColumns, 0.4);
            var matrix = BlockSparseMatrix.Encode(weights, 50, 39, blockRows, blockColumns, values);

            Assert.That(Decode(matrix), Is.EqualTo(weights));
            _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
            Assert.That(Decode(matrix), Is.EqualTo(weights), "after a kernel was made");
            var kept = weights.Count(weight => weight != 0);
            var bitmap = (((50 + blockRows - 1) / blockRows * ((39 + blockColumns - 1) / blockColumns)) + 7) / 8;
            var stored = (matrix.SizeInBytes - 20 - 8 - bitmap - 4 - HeaderSize(format, 50, 39)) * 8;
            Assert.That(stored, Is.GreaterThanOrEqualTo(kept * format.Bits).And.LessThan((0.75 * weights.Length * format.Bits) + 8));
        }
    }

    [Test]
    public void EncodeDense_WeightsOfOtherValues_AreRefused([ValueSource(typeof(RoundedFormat), nameof(RoundedFormat.All))] RoundedFormat format)
    {
        var weights = Random(Rows, 7);
        var values = format.Round(weights, Rows);
        weights[8] = 1.2345f * (weights.Max(MathF.Abs) + 1);
        weights[9] = 0.777f * weights[8];

        Assert.That(() => values.EncodeDense(weights, Rows, 7), Throws.ArgumentException.With.Message.Contains(values.Name));
        Assert.That(values.TryEncodeDense(weights, Rows, 7), Is.Null);
    }

    [Test]
    public void Binary_ZeroInARowOfAScale_IsHeldOnlyWhereItIsNotStored()
    {
        float[] weights = [0.5f, 0, -0.5f, 0.5f];

        Assert.That(ValueFormat.Binary(scalePerRow: true).TryEncodeDense(weights, 1, 4), Is.Null);
        Assert.That(Decode(BlockSparseMatrix.Encode(weights, 1, 4, 1, 1, ValueFormat.Binary(scalePerRow: true))), Is.EqualTo(weights));
    }

    [Test]
    public void Integers_LowestOfEightBits_IsMultipliedInFloatingPoint()
    {
        float[] inRange = [-127, 5, 127, 0];
        float[] beyond = [-128, 5, 127, 0];
        var format = ValueFormat.Integers(8, signed: true, [1]);

        Assert.That(KernelFormat(format.EncodeDense(inRange, 1, 4)), Is.Not.EqualTo(InputFormat.Float));
        Assert.That(KernelFormat(format.EncodeDense(beyond, 1, 4)), Is.EqualTo(InputFormat.Float));
        Assert.That(Decode(format.EncodeDense(beyond, 1, 4)), Is.EqualTo(beyond));
    }

    [TestCaseSource(typeof(RoundedFormat), nameof(RoundedFormat.Cases))]
    public void CreateKernel_AnyFormat_IsOfIntegersWherePossible(RoundedFormat format)
    {
        var weights = Random(Rows, 39);
        var matrix = format.Round(weights, Rows).EncodeDense(weights, Rows, 39);

        Assert.That(KernelFormat(matrix) != InputFormat.Float, Is.EqualTo(format.IsInteger));
    }

    private static InputFormat KernelFormat(WeightMatrix matrix) => MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None)).InputFormat;

    private static int HeaderSize(RoundedFormat format, int rows, int columns)
    {
        var name = format.Name;
        if (format.IsSum)
        {
            return 2 * (4 + HeaderSize(format with { IsSum = false, Name = format.GroupSize > 0 ? "" : "one a row" }, rows, columns));
        }

        var scales = format.GroupSize > 0 ? 8 + (2 * rows * ((columns + format.GroupSize - 1) / format.GroupSize)) : 4 + (name.Contains(" a row", StringComparison.Ordinal) ? 4 * rows : 4);
        return name.StartsWith("codebook of ", StringComparison.Ordinal) ? 4 + (4 * int.Parse(name["codebook of ".Length..], null)) : scales + (name.Contains("bits", StringComparison.Ordinal) ? 8 : 0);
    }

    private static float[] Decode(WeightMatrix matrix)
    {
        var decoded = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(decoded);
        return decoded;
    }

    private static float[] Random(int rows, int columns)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, rows * columns).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
