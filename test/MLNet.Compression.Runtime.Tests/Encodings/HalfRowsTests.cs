using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>fp16: rounded once, held once, and in half the bytes.</summary>
[TestFixture]
internal sealed class HalfRowsTests
{
    private const int Rows = 50;
    private const int Columns = 39;

    [Test]
    public void EncodeDense_AnyWeights_RoundsThemToHalves()
    {
        var weights = Random();
        var matrix = ValueFormat.Float16.EncodeDense(weights, Rows, Columns);

        Assert.That(Decode(matrix), Is.EqualTo(Rounded(weights)));
        Assert.That(matrix.SizeInBytes, Is.EqualTo(20 + 4 + (2 * Rows * Columns)));
    }

    [Test]
    public void Read_WhatWasWritten_GivesTheSameBits([Values] bool afterAKernelTookThem, [Values] bool pruned)
    {
        var weights = pruned ? TestModels.Prune(Random(), Rows, Columns, 4, 4, 0.4) : Random();
        var matrix = pruned
            ? BlockSparseMatrix.Encode(weights, Rows, Columns, 4, 4, ValueFormat.Float16)
            : ValueFormat.Float16.EncodeDense(weights, Rows, Columns);
        if (afterAKernelTookThem)
        {
            var kernel = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
            Assert.That(kernel.InputFormat, Is.EqualTo(InputFormat.Float));
        }

        using var file = new MemoryStream();
        WeightEncoding.Write(new ModelWriter(file), matrix);
        Assert.That(file.Length, Is.EqualTo(matrix.SizeInBytes));
        file.Position = 0;
        Assert.That(Decode(WeightEncoding.Read(new ModelReader(file, "test", file.Length), "the matrix")), Is.EqualTo(Rounded(weights)));
    }

    [Test]
    public void SelectRows_Some_TakesTheirBitsOver()
    {
        var weights = Random();
        var selected = ValueFormat.Float16.EncodeDense(weights, Rows, Columns).SelectRows([7, 0, 7]);

        Assert.That(Decode(selected), Is.EqualTo(Rounded([.. weights[(7 * Columns)..(8 * Columns)], .. weights[..Columns], .. weights[(7 * Columns)..(8 * Columns)]])));
    }

    [Test]
    public void EncodeDense_WeightBeyondTheLargest_IsRefused() => Assert.That(
        () => ValueFormat.Float16.EncodeDense([1, 65536], 1, 2), Throws.ArgumentException.With.Message.Contains("fp16"));

    [Test]
    public void Read_WeightThatIsNotFinite_IsRefused()
    {
        using var file = new MemoryStream();
        WeightEncoding.Write(new ModelWriter(file), ValueFormat.Float16.EncodeDense([1, 2], 1, 2));
        var bytes = file.ToArray();
        (bytes[^2], bytes[^1]) = (0, 0x7C);

        Assert.That(
            () => WeightEncoding.Read(new ModelReader(new MemoryStream(bytes), "test", bytes.Length), "the matrix"),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("finite fp16 weights").And.Message.Contains("at index 1"));
    }

    private static float[] Rounded(float[] weights) => [.. weights.Select(weight => (float)(Half)weight)];

    private static float[] Decode(WeightMatrix matrix)
    {
        var weights = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(weights);
        return weights;
    }

    private static float[] Random()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
