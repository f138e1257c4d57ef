using System.Numerics;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>How large the integers of attention may be so that no sum of products exceeds 32 bits.</summary>
/// <remarks>A sum of n products is below 2^(a + b + ⌈log2 n⌉) if the factors are below 2^a and at most 2^b.</remarks>
internal readonly struct PairBits
{
    private const int SumBits = 31;
    private const int MostBits = 15;

    public PairBits(int tokens, int headSize)
    {
        // One bit less, as the difference of two scores has to fit as well.
        LargestKey = Largest((SumBits - 1 - BitsOf(headSize)) / 2);
        var rest = SumBits - BitsOf(tokens);

        // 2^15 itself, the power of a query's largest score, would not fit 16 bits with a sign.
        Powers = Math.Min(MostBits - 1, (rest + 1) / 2);
        LargestValue = Largest(rest - Powers);
    }

    /// <summary>The largest magnitude of queries and keys.</summary>
    public int LargestKey { get; }

    /// <summary>The largest magnitude of values.</summary>
    public int LargestValue { get; }

    /// <summary>The logarithm of what a query's largest score has as its power of 2.</summary>
    public int Powers { get; }

    private static int Largest(int bits) => (1 << Math.Min(MostBits, bits)) - 1;

    private static int BitsOf(int count) => BitOperations.Log2((uint)count - 1) + (count > 1 ? 1 : 0);
}
