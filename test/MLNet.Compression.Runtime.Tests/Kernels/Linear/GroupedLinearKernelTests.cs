using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;

namespace MLNet.Compression.Runtime.Tests.Kernels.Linear;

/// <summary>Weights with a scale for each group of inputs, against the same sums in double precision.</summary>
[TestFixture]
internal sealed unsafe class GroupedLinearKernelTests
{
    private static IEnumerable<TestCaseData> Cases =>
        from bits in new[] { 2, 4, 8 }
        from columns in new[] { 40, 64, 156 }
        from blocks in new[] { (0, 0), (16, 4), (4, 4), (1, 1) }
        select new TestCaseData(bits, columns, blocks.Item1, blocks.Item2);

    [TestCaseSource(nameof(Cases))]
    public void Multiply_GivesTheSumsOfTheGroups(int bits, int columns, int blockRows, int blockColumns)
    {
        const int Rows = 53;
        var (weights, format) = RandomWeights(bits, Rows, columns, groupSize: 32, blockRows, blockColumns);
        var matrix = blockRows == 0
            ? format.EncodeDense(weights, Rows, columns)
            : BlockSparseMatrix.Encode(weights, Rows, columns, blockRows, blockColumns, format);
        var bias = RandomFloats(Rows);
        var kernel = MatrixLayouts.CreateKernel(matrix, new LinearEnd(bias, OutputOperator.Of<ReluForward>()));
        Assert.That(kernel.Name, Does.EndWith("in groups of 32"));
        foreach (var tokens in new[] { 1, 7, 16, 61 })
        {
            using var x = TestMatrix.Random(tokens, columns, seed: tokens);
            using var y = new TestMatrix(tokens, Rows);
            using var integers = new IntegerBuffer();
            var input = integers.Convert(x.View, kernel.InputFormat);
            kernel.Multiply(input, y.View, 0, Rows);

            AssertClose(y.ToArray(), Expected(input, weights, bias, Rows, columns));
            y.AssertCanaries();
            using var part = new TestMatrix(tokens, Rows);
            kernel.Multiply(input, part.View, 20, 20);
            AssertClose(Part(part.ToArray()), Part(y.ToArray()));
            part.AssertCanaries();
        }

        static float[] Part(float[] all) => [.. all.Chunk(Rows).SelectMany(row => row[20..40])];
    }

    private static float[] Expected(LinearInput x, float[] weights, float[] bias, int rows, int columns) =>
    [
        .. from token in Enumerable.Range(0, x.Tokens)
           from row in Enumerable.Range(0, rows)
           select (float)Math.Max(0, bias[row] + Enumerable.Range(0, columns).Sum(i => (double)Rounded(x, token, i) * weights[(row * columns) + i])),
    ];

    private static float Rounded(LinearInput x, int token, int feature) => x.Integers.Scales[token] * (x.Integers.Row(token)[feature] - x.Integers.ZeroPoints[token]);

    private static void AssertClose(float[] actual, float[] expected)
    {
        var largest = expected.Max(Math.Abs);
        Assert.That(actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(3e-6f * largest));
    }

    private static float[] RandomFloats(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    private static (float[] Weights, ValueFormat Format) RandomWeights(int bits, int rows, int columns, int groupSize, int blockRows, int blockColumns)
    {
        var random = new Random(bits + columns);
        var (weights, groups, highest) = (new float[rows * columns], (columns + groupSize - 1) / groupSize, (1 << (bits - 1)) - 1);
        float[] scales = [.. Enumerable.Range(0, rows * groups).Select(_ => (float)(Half)(0.001 + random.NextDouble()))];
        for (var i = 0; i < weights.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            var isKept = blockRows == 0 || ((3 * (row / blockRows)) + (column / blockColumns)) % 4 == 0;
            weights[i] = isKept ? random.Next(-highest, highest + 1) * scales[(row * groups) + (column / groupSize)] : 0;
        }

        return (weights, ValueFormat.IntegersInGroups(bits, groupSize, scales));
    }
}
