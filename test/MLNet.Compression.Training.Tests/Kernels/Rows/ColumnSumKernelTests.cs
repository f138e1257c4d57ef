using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Tests.Kernels.Rows;

internal sealed class ColumnSumKernelTests
{
    private static readonly (int Rows, int Columns)[] _shapes = [(0, 3), (3, 0), (1, 1), (5, 16), (63, 17), (64, 64), (65, 100), (130, 312), (1000, 2), (700, 1536)];

    [Test]
    public void Accumulate_EveryShape_IsCloseToDoublePrecision([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (rows, columns) in _shapes)
        {
            using var x = TestMatrix.Random(rows, columns, seed: 1, padding: 3);
            using var sums = TestMatrix.Random(1, columns, seed: 2);
            var expected = Reference.ToDouble(sums);
            for (var i = 0; i < rows * columns; i++)
            {
                expected[i % columns] += x[i / columns, i % columns];
            }

            ColumnSumKernel.Accumulate(x.View, sums.View.RowSpan(0), new WorkerPool(2));
            Close.AssertAll(sums.ToArray(), expected, 1e-5, $"{rows} x {columns}");
            sums.AssertCanaries();
        }
    }

    [Test]
    public void Accumulate_AnyNumberOfThreads_GivesTheSameBits()
    {
        using var x = TestMatrix.Random(999, 777, seed: 1);
        var sums = new[] { 1, 2, 3 }.Select(threads =>
        {
            var result = new float[777];
            ColumnSumKernel.Accumulate(x.View, result, new WorkerPool(threads));
            return result;
        }).ToArray();
        Assert.That(sums[1].AsSpan().SequenceEqual(sums[0]), Is.True);
        Assert.That(sums[2].AsSpan().SequenceEqual(sums[0]), Is.True);
    }
}
