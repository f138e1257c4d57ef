using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

internal sealed class VectorKernelTests
{
    [Test]
    public void Operations_EveryLength_EqualTheFormulas([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        var pool = new WorkerPool(2);
        foreach (var length in Lengths.All)
        {
            var x = TestMatrix.Random(1, length, seed: 1).ToArray();
            var y = TestMatrix.Random(1, length, seed: 2).ToArray();
            var z = new float[length];
            VectorKernel.Add(x, y, z, pool);
            Assert.That(z.AsSpan().SequenceEqual(x.Zip(y, (a, b) => a + b).ToArray()), Is.True);
            VectorKernel.Multiply(x, y, z, pool);
            Assert.That(z.AsSpan().SequenceEqual(x.Zip(y, (a, b) => a * b).ToArray()), Is.True);
            VectorKernel.Scale(x, 0.3f, z, pool);
            Assert.That(z.AsSpan().SequenceEqual(x.Select(a => a * 0.3f).ToArray()), Is.True);
            var expected = x.Zip(y, (a, b) => (0.3 * a) + b).ToArray();
            VectorKernel.AddScaled(x, 0.3f, y, pool);
            Close.AssertAll(y, expected, 2e-7, $"length {length}");
        }
    }

    [Test]
    public void SumOfSquares_EveryLength_HasDoublePrecision()
    {
        foreach (var length in Lengths.All.Append(300_001))
        {
            var x = TestMatrix.Random(1, length, seed: 1, scale: 3f).ToArray();
            var expected = x.Sum(value => (double)value * value);
            var sums = new[] { 1, 2, 3 }.Select(threads => SumOfSquaresKernel.Compute(x, new WorkerPool(threads))).ToArray();
            Assert.That(sums[0], Is.EqualTo(expected).Within(1e-12 * expected), $"length {length}");
            Assert.That(sums, Is.All.EqualTo(sums[0]));
        }
    }

    [Test]
    public void SumOfSquares_HugeValues_DoesNotOverflow()
    {
        var x = Enumerable.Repeat(1e30f, 100).ToArray();
        Assert.That(SumOfSquaresKernel.Compute(x, WorkerPool.Inline), Is.EqualTo(100 * (double)1e30f * 1e30f).Within(1e-12).Percent);
    }
}
