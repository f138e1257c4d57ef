using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

[TestFixture]
internal sealed class BlockSparseMatrixTests
{
    [TestCase(16, 4)]
    [TestCase(32, 8)]
    [TestCase(3, 5)]
    [TestCase(1, 1)]
    [TestCase(100, 100)]
    public void Decode_Float32_GivesTheSameWeights(int blockRows, int blockColumns)
    {
        var weights = Pruned(50, 39, blockRows, blockColumns);
        var matrix = BlockSparseMatrix.Encode(weights, 50, 39, blockRows, blockColumns, ValueFormat.Float32);
        var decoded = new float[weights.Length];
        matrix.Decode(decoded);

        Assert.That(decoded, Is.EqualTo(weights));
        Assert.That(matrix.Sparsity, Is.EqualTo(weights.Count(w => w == 0) / (double)weights.Length));

        _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
        matrix.Decode(decoded);
        Assert.That(decoded, Is.EqualTo(weights), "after the kernel took the weights");
    }

    [TestCase(16, 4)]
    [TestCase(3, 5)]
    [TestCase(1, 1)]
    public void Decode_Int8_GivesWhatADenseInt8MatrixGives(int blockRows, int blockColumns)
    {
        var weights = Pruned(50, 39, blockRows, blockColumns);
        var matrix = BlockSparseMatrix.Encode(weights, 50, 39, blockRows, blockColumns, ValueFormat.Int8);
        var (sparse, dense) = (new float[weights.Length], new float[weights.Length]);
        Int8Matrix.Encode(weights, 50, 39).Decode(dense);
        matrix.Decode(sparse);
        Assert.That(sparse, Is.EqualTo(dense));

        _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
        matrix.Decode(sparse);
        Assert.That(sparse, Is.EqualTo(dense), "after the kernel took the integers");
    }

    [Test]
    public void Size_IsABitABlockAndAByteAKeptWeight()
    {
        var weights = new float[64 * 32];
        weights[0] = weights[^1] = 1;
        var matrix = BlockSparseMatrix.Encode(weights, 64, 32, 16, 4, ValueFormat.Int8);

        Assert.That(matrix.SizeInBytes, Is.EqualTo(20 + 8 + (4 * 8 / 8) + 4 + (64 * 4) + (2 * 64)));
    }

    [Test]
    public void Encode_AllZero_StoresNoBlock()
    {
        var matrix = BlockSparseMatrix.Encode(new float[12], 3, 4, 16, 4, ValueFormat.Float32);

        Assert.That(matrix.Sparsity, Is.EqualTo(1));
        Assert.That(matrix.SizeInBytes, Is.EqualTo(20 + 8 + 1 + 4));
    }

    private static float[] Pruned(int rows, int columns, int blockRows, int blockColumns)
    {
        var random = new Random(1);
        float[] weights = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))];
        return TestModels.Prune(weights, rows, columns, blockRows, blockColumns, 0.4);
    }
}
