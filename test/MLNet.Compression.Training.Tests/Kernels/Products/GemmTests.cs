using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.Tests.Kernels.Products;

internal sealed class GemmTests
{
    private static readonly (int M, int N, int K)[] _shapes =
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
        foreach (var (m, n, k) in _shapes)
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
        Close.AssertAll(c.ToArray(), expected, 2e-7 * (2 + k), $"{m} x {n} x {k}, accumulate {accumulate}");
        c.AssertCanaries();
    }

    [TestCaseSource(nameof(Cases))]
    public void Multiply_AnyNumberOfThreads_GivesTheSameBits(InstructionSet set, bool transposeA, bool transposeB)
    {
        using var forced = InstructionSets.Force(set);
        const int M = 205, N = 173, K = 1100;
        using var a = TestMatrix.Random(transposeA ? K : M, transposeA ? M : K, seed: 1);
        using var b = TestMatrix.Random(transposeB ? N : K, transposeB ? K : N, seed: 2);
        int[]? expected = null;
        foreach (var threads in new[] { 1, 2, 3 })
        {
            using var c = TestMatrix.Random(M, N, seed: 3);
            Gemm.Multiply(a.View, transposeA, b.View, transposeB, c.View, true, new WorkerPool(threads));
            expected ??= c.ToBits();
            Assert.That(c.ToBits().AsSpan().SequenceEqual(expected), Is.True, $"{threads} threads");
        }
    }

    [Test]
    public void Multiply_RightFactorBeyondThePieceSize_IsCloseToDoublePrecision()
    {
        Check(3, 2500, 1800, false, false, true);
    }

    [Test]
    public void Multiply_WithBias_AddsItToEveryRow([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        var pool = new WorkerPool(2);
        foreach (var n in new[] { 1, 15, 32, 77 })
        {
            using var a = TestMatrix.Random(14, 30, seed: 1);
            using var b = TestMatrix.Random(n, 30, seed: 2);
            using var bias = TestMatrix.Random(1, n, seed: 3);
            using var c = new TestMatrix(14, n, padding: 2);
            var expected = Reference.Multiply(a, false, b, true, null).Select((value, i) => value + bias[0, i % n]).ToArray();
            Gemm.Multiply(a.View, false, b.View, true, c.View, bias.View.RowSpan(0), pool);
            Close.AssertAll(c.ToArray(), expected, 1e-5, $"{n} columns");
            c.AssertCanaries();
        }
    }

    [Test]
    public unsafe void Multiply_OntoAResidualWithBiasAndGelu_AppliesThemInThatOrder([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        using var a = TestMatrix.Random(25, 600, seed: 1);
        using var b = TestMatrix.Random(600, 70, seed: 2);
        using var bias = TestMatrix.Random(1, 70, seed: 3);
        using var c = TestMatrix.Random(25, 70, seed: 4, padding: 1);
        var expected = Reference.Multiply(a, false, b, false, c).Select((value, i) => Reference.Gelu(value + bias[0, i % 70])).ToArray();
        Gemm.Multiply(a.View, false, b.View, false, c.View, true, new BiasEpilogue<GeluForward>(bias.Data), new WorkerPool(2));
        Close.AssertAll(c.ToArray(), expected, 1e-4, "residual, bias, GELU");
        c.AssertCanaries();
    }

    [Test]
    public void Multiply_ShapesThatDoNotFit_AreRefused()
    {
        using var a = new TestMatrix(2, 3);
        using var b = new TestMatrix(4, 5);
        using var c = new TestMatrix(2, 5);
        var (left, right, result) = (a.View, b.View, c.View);
        Assert.That(
            () => Gemm.Multiply(left, false, right, false, result, false, WorkerPool.Inline),
            Throws.ArgumentException.With.Message.EqualTo("A product of 2 x 3 and 4 x 5 does not fit a result of 2 x 5."));
        Assert.That(
            () => Gemm.Multiply(left, false, right.RowRange(0, 3), false, result, new float[4], WorkerPool.Inline),
            Throws.ArgumentException.With.Message.Contains("5 values, got 4"));
    }

    [Test]
    public void Multiply_WarmedUp_AllocatesNothing()
    {
        using var a = TestMatrix.Random(100, 64, seed: 1);
        using var b = TestMatrix.Random(64, 96, seed: 2);
        using var c = new TestMatrix(100, 96);
        var pool = new WorkerPool(2);

        // Now and then the runtime itself allocates while it recompiles; what the code allocates, every call allocates.
        Assert.That(Enumerable.Range(0, 8).Min(_ => AllocatedBy(Multiply)), Is.Zero);

        void Multiply() => Gemm.Multiply(a.View, false, b.View, false, c.View, false, pool);
    }

    private static long AllocatedBy(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
