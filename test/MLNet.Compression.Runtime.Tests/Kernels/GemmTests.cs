using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

internal sealed class GemmTests
{
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (0, 3, 3), (3, 0, 3), (3, 3, 0), (1, 1, 1), (1, 2, 33), (2, 31, 5), (3, 33, 17), (11, 32, 64), (12, 32, 1), (13, 26, 26),
        (13, 312, 40), (23, 64, 513), (25, 100, 7), (37, 45, 1030), (97, 95, 31), (100, 130, 129), (191, 312, 50), (7, 700, 60),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from set in InstructionSets.Supported
        from form in new[] { (false, false), (false, true), (true, false), (true, true) }
        select new TestCaseData(set, form.Item1, form.Item2);

    [TestCaseSource(nameof(Cases))]
    public void Multiply_EveryShape_IsCloseToDoublePrecision(InstructionSet set, bool transposeA, bool transposeB)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (m, n, k) in Shapes)
        {
            foreach (var accumulate in new[] { false, true })
            {
                Check(m, n, k, transposeA, transposeB, accumulate);
            }
        }
    }

    private static void Check(int m, int n, int k, bool transposeA, bool transposeB, bool accumulate)
    {
        using var a = TestMatrix.Random(transposeA ? k : m, transposeA ? m : k, seed: 1, padding: 3);
        using var b = TestMatrix.Random(transposeB ? n : k, transposeB ? k : n, seed: 2, padding: 5);
        using var c = TestMatrix.Random(m, n, seed: 3, padding: 7);
        var expected = Reference.Multiply(a, transposeA, b, transposeB, accumulate ? c : null);
        Gemm.Multiply(a.View, transposeA, b.View, transposeB, c.View, accumulate, new WorkerPool(2));
        Assert.That(c.ToArray(), Is.EqualTo(expected).Within(Math.Max(1, k) * 1e-6), $"{m} x {n} x {k}, accumulate {accumulate}");
        c.AssertCanaries();
    }
}
