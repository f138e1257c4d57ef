using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;

namespace MLNet.Compression.Training.Tests.Kernels.Rows;

internal sealed unsafe class SoftmaxGradientTests
{
    private static readonly int[] _widths = [1, 2, 7, 16, 17, 31];

    [Test]
    public void Backward_EveryWidth_IsCloseToFiniteDifferences([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        foreach (var columns in _widths)
        {
            using var s = TestMatrix.Random(1, columns, seed: 1, scale: 2f);
            using var dp = TestMatrix.Random(1, columns, seed: 2);
            using var ds = new TestMatrix(1, columns);
            var expected = Reference.Gradient(values => Objective(values, dp), Reference.ToDouble(s));
            var work = new Work(s.Data, dp.Data, ds.Data);
            InstructionSets.Run(set, ref work, 0, columns);

            Close.AssertAll(ds.ToArray(), expected, 1e-6, $"{columns} columns");
            ds.AssertCanaries();
        }
    }

    private static double Objective(double[] scores, TestMatrix weights)
    {
        var p = (double[])scores.Clone();
        Reference.Softmax(p);
        return p.Select((value, j) => value * weights[0, j]).Sum();
    }

    private readonly struct Work(float* s, float* dp, float* ds) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            SoftmaxRow.Forward<TVector>(s, to);
            SoftmaxRow.Backward<TVector>(s, dp, ds, to);
        }
    }
}
