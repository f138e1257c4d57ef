using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

internal sealed class SoftmaxKernelTests
{
    private static readonly int[] Widths = [1, 2, 7, 15, 16, 17, 30, 64, 129, 512];

    [Test]
    public void Forward_EveryWidth_IsCloseToTheFormula([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in Widths)
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

    [Test]
    public void Backward_EveryWidth_IsCloseToFiniteDifferences([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in Widths.Where(width => width < 100))
        {
            using var s = TestMatrix.Random(3, columns, seed: 1, padding: 1, scale: 2f);
            using var dp = TestMatrix.Random(3, columns, seed: 2, padding: 2);
            using var ds = new TestMatrix(3, columns, padding: 5);
            var expected = Reference.Gradient(values => Objective(values, dp), Reference.ToDouble(s));
            SoftmaxKernel.Forward(s.View, WorkerPool.Inline);
            SoftmaxKernel.Backward(s.View, dp.View, ds.View, new WorkerPool(2));
            Close.AssertAll(ds.ToArray(), expected, 1e-6, $"{columns} columns");
            ds.AssertCanaries();
            SoftmaxKernel.Backward(s.View, dp.View, dp.View, WorkerPool.Inline);
            Assert.That(dp.ToBits(), Is.EqualTo(ds.ToBits()), "in place");
        }
    }

    private static double Objective(double[] scores, TestMatrix weights)
    {
        var p = (double[])scores.Clone();
        var sum = 0.0;
        for (var row = 0; row < weights.Rows; row++)
        {
            Reference.Softmax(p.AsSpan(row * weights.Columns, weights.Columns));
            for (var j = 0; j < weights.Columns; j++)
            {
                sum += p[(row * weights.Columns) + j] * weights[row, j];
            }
        }

        return sum;
    }
}
