using MLNet.Compression.Runtime.Kernels.Attention;

namespace MLNet.Compression.Runtime.Tests.Kernels.Attention;

[TestFixture]
internal sealed class PairBitsTests
{
    [Test]
    public void Sums_OfTheLargestProducts_FitIn32Bits()
    {
        foreach (var tokens in Enumerable.Range(1, 1025).Append(4096).Append(65536))
        {
            foreach (var headSize in (int[])[1, 2, 3, 26, 32, 33, 64, 128, 1000])
            {
                var bits = new PairBits(tokens, headSize);
                Assert.Multiple(() =>
                {
                    Assert.That(2L * headSize * bits.LargestKey * bits.LargestKey, Is.LessThanOrEqualTo(int.MaxValue));
                    Assert.That((long)tokens * (1 << bits.Powers) * bits.LargestValue, Is.LessThanOrEqualTo(int.MaxValue));
                    Assert.That(Math.Max(1 << bits.Powers, Math.Max(bits.LargestKey, bits.LargestValue)), Is.LessThanOrEqualTo(short.MaxValue));
                });
            }
        }
    }

    [Test]
    public void Bits_OfUsualSizes_AreAtLeastTen([Values(1, 16, 128, 512)] int tokens, [Values(26, 32, 64)] int headSize)
    {
        var bits = new PairBits(tokens, headSize);
        Assert.That(Math.Min(1 << bits.Powers, Math.Min(bits.LargestKey, bits.LargestValue)), Is.GreaterThan(1 << 10));
    }
}
