using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Rows;

internal sealed class SoftmaxKernelTests
{
    private static readonly int[] _widths = [1, 2, 7, 15, 16, 17, 30, 64, 129, 512];

    [Test]
    public void Forward_EveryWidth_IsCloseToTheFormula([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(33, columns, seed: columns, padding: 3, scale: 20f);
            var expected = Reference.ToDouble(x);
            for (var row = 0; row < x.Rows; row++)
            {
                Reference.Softmax(expected.AsSpan(row * columns, columns));
            }

            SoftmaxKernel.Forward(x.View, new WorkerPool(2));
            Close.AssertAll(x.ToArray(), expected, 2e-6, $"{columns} columns");
            x.AssertCanaries();
        }
    }

    [Test]
    public void Forward_HugeAndInfiniteScores_StayFinite([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        using var x = new TestMatrix(1, 4);
        (x[0, 0], x[0, 1], x[0, 2], x[0, 3]) = (3e38f, 3e38f, -3e38f, float.NegativeInfinity);
        SoftmaxKernel.Forward(x.View, WorkerPool.Inline);
        Assert.That(x.ToArray(), Is.EqualTo((float[])[0.5f, 0.5f, 0, 0]));
    }

    [Test]
    public void Forward_NoRowsOrColumns_DoesNothing()
    {
        using var rows = new TestMatrix(0, 5);
        using var columns = new TestMatrix(5, 0);
        SoftmaxKernel.Forward(rows.View, WorkerPool.Inline);
        SoftmaxKernel.Forward(columns.View, WorkerPool.Inline);
        rows.AssertCanaries();
        columns.AssertCanaries();
    }
}
