using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>Some rows of a matrix are those rows, bit for bit, in every encoding.</summary>
[TestFixture]
internal sealed class SelectedRowsTests
{
    private const int Rows = 37;
    private const int Columns = 39;
    private static readonly int[] _selected = [36, 0, 1, 16, 17, 18, 35, 5];

    private static IEnumerable<TestCaseData> Encoders()
    {
        yield return Case("fp32", CompressedModelBuilder.Float32);
        yield return Case("int8", CompressedModelBuilder.Int8);
        yield return Case("sparse fp32", Sparse(16, 4, ValueFormat.Float32));
        yield return Case("sparse int8", Sparse(3, 5, ValueFormat.Int8));
        foreach (var format in RoundedFormat.All)
        {
            yield return Case(format.Name, format.Dense());
            yield return Case("sparse " + format.Name, format.BlockSparse(16, 4));
            yield return Case("unstructured " + format.Name, format.BlockSparse(1, 1));
        }
    }

    [TestCaseSource(nameof(Encoders))]
    public void SelectRows_AnyEncoding_KeepsTheBitsAndTheFormat(MatrixEncoder encoder)
    {
        var matrix = encoder("encoder.layer.0", Random(), Rows, Columns);
        float[] expected = [.. _selected.SelectMany(row => RowOf(matrix, row))];

        var selected = matrix.SelectRows(_selected);

        Assert.That(Decode(selected), Is.EqualTo(expected));
        Assert.That(selected.Features, Is.EqualTo(matrix.Features));
        Assert.That(Decode(Saved(selected)), Is.EqualTo(expected), "from a file");
        _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
        Assert.That(Decode(matrix.SelectRows(_selected)), Is.EqualTo(expected), "after a kernel was made");
    }

    [Test]
    public void SelectRows_AllInOrder_TakesAsManyBytes([ValueSource(typeof(RoundedFormat), nameof(RoundedFormat.All))] RoundedFormat format)
    {
        var matrix = format.Dense()("words", Random(), Rows, Columns);

        Assert.That(matrix.SelectRows([.. Enumerable.Range(0, Rows)]).SizeInBytes, Is.EqualTo(matrix.SizeInBytes));
    }

    private static TestCaseData Case(string name, MatrixEncoder encoder) => new TestCaseData(encoder).SetArgDisplayNames(name);

    private static MatrixEncoder Sparse(int blockRows, int blockColumns, ValueFormat format) => TestModels.BlockSparse(blockRows, blockColumns, 0.4, format);

    private static WeightMatrix Saved(WeightMatrix matrix)
    {
        using var stream = new MemoryStream();
        var writer = new ModelWriter(stream);
        WeightEncoding.Write(writer, matrix);
        stream.Position = 0;
        return WeightEncoding.Read(new ModelReader(stream, "test", stream.Length), "words");
    }

    private static float[] RowOf(WeightMatrix matrix, int row)
    {
        var values = new float[Columns];
        matrix.DecodeRow(row, values);
        return values;
    }

    private static float[] Decode(WeightMatrix matrix)
    {
        var decoded = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(decoded);
        return decoded;
    }

    private static float[] Random()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
