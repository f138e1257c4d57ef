using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Tests.Kernels.Dropout;

internal sealed class DropoutKernelTests
{
    private const int Length = 200_003;

    [Test]
    public void Apply_AnySetAndThreads_GivesTheSameBits()
    {
        var mask = new DropoutMask(7, 3, 2, 0.1f);
        var expected = Factors(mask);
        foreach (var set in InstructionSets.Supported)
        {
            using var forced = InstructionSets.Force(set);
            Assert.That(Factors(mask, threads: 3).AsSpan().SequenceEqual(expected), Is.True, set.ToString());
        }
    }

    [TestCase(0f)]
    [TestCase(0.1f)]
    [TestCase(0.5f)]
    [TestCase(0.9f)]
    public void Apply_Probability_DropsThatShareAndKeepsTheMean(float probability)
    {
        var factors = Factors(new DropoutMask(1, 1, 1, probability));
        var dropped = factors.Count(factor => factor == 0) / (double)Length;

        // Four standard deviations of a binomial.
        Assert.That(dropped, Is.EqualTo(probability).Within(4 * Math.Sqrt(probability * (1 - probability) / Length)));
        Assert.That(factors.Where(factor => factor != 0), Is.All.EqualTo(1 / (1 - probability)));
    }

    [Test]
    public void Apply_NeighbouringKeysAndElements_AreUncorrelated()
    {
        var masks = new[]
        {
            Factors(new DropoutMask(1, 1, 1, 0.5f)),
            Factors(new DropoutMask(2, 1, 1, 0.5f)),
            Factors(new DropoutMask(1, 2, 1, 0.5f)),
            Factors(new DropoutMask(1, 1, 2, 0.5f)),
        };
        for (var i = 0; i < masks.Length; i++)
        {
            for (var j = i; j < masks.Length; j++)
            {
                foreach (var lag in new[] { 0, 1, 2, 16, 64, 312, 4096 })
                {
                    if (i != j || lag > 0)
                    {
                        Assert.That(Correlation(masks[i], masks[j], lag), Is.EqualTo(0).Within(0.015), $"masks {i} and {j}, lag {lag}");
                    }
                }
            }
        }
    }

    [Test]
    public void Apply_AnyStart_ContinuesTheSameMask()
    {
        var mask = new DropoutMask(5, 6, 7, 0.3f);
        using var whole = new TestMatrix(1, 100);
        using var part = new TestMatrix(1, 61);
        whole.View.RowSpan(0).Fill(1);
        part.View.RowSpan(0).Fill(1);
        unsafe
        {
            DropoutKernel.Apply<Simd128>(whole.Data, whole.Data, 100, mask, 0);
            DropoutKernel.Apply<Simd128>(part.Data, part.Data, 61, mask, 39);
        }

        Assert.That(part.ToArray(), Is.EqualTo(whole.ToArray()[39..]));
        part.AssertCanaries();
    }

    [TestCase(-0.1f)]
    [TestCase(1f)]
    [TestCase(float.NaN)]
    public void Mask_ProbabilityOutOfRange_IsRefused(float probability)
    {
        Assert.That(() => new DropoutMask(1, 1, 1, probability), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static float[] Factors(DropoutMask mask, int threads = 1)
    {
        var x = Enumerable.Repeat(1f, Length).ToArray();
        DropoutKernel.Apply(x, x, mask, new WorkerPool(threads));
        return x;
    }

    private static double Correlation(float[] a, float[] b, int lag)
    {
        var sum = 0.0;
        for (var i = 0; i + lag < Length; i++)
        {
            sum += (a[i] - 1) * (b[i + lag] - 1);
        }

        return sum / (Length - lag);
    }
}
