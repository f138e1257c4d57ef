using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>How near the blocks of a run come to overflowing 16 bits.</summary>
/// <remarks>
/// With inputs of at most 127 the sum of products is exact if in each lane, two neighbouring weights of every block, the positive
/// weights sum to at most 258 = 32767 / 127, and the negative ones to at least -258. One block never exceeds it. Weights with a normal
/// distribution hardly do in runs of three.
/// </remarks>
internal struct LaneSums
{
    private const short Most = short.MaxValue / QuantizedRows.KernelLargest;

    private Vector512<short> _positive;
    private Vector512<short> _negative;

    /// <summary>The largest sum, positive or negative, of a lane of a block of 64 or 16 integers in [-127, 127].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static int LargestOf(ReadOnlySpan<sbyte> block)
    {
        var (positive, negative) = Split(block);
        var largest = Vector512.Max(positive, negative);
        var quarter = Vector256.Max(largest.GetLower(), largest.GetUpper());
        var eighth = Vector128.Max(quarter.GetLower(), quarter.GetUpper());
        var result = 0;
        for (var lane = 0; lane < Vector128<short>.Count; lane++)
        {
            result = Math.Max(result, eighth.GetElement(lane));
        }

        return result;
    }

    /// <summary>Adds a block; changes nothing and returns false if that were too much.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public bool TryAdd(ReadOnlySpan<sbyte> block)
    {
        var (positive, negative) = Split(block);
        positive += _positive;
        negative += _negative;
        if (Vector512.GreaterThanAny(Vector512.Max(positive, negative), Vector512.Create(Most)))
        {
            return false;
        }

        (_positive, _negative) = (positive, negative);
        return true;
    }

    /// <summary>The positive and the negated negative sums of a block's lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<short> Positive, Vector512<short> Negative) Split(ReadOnlySpan<sbyte> block)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var pairs = (block.Length == Vector512<sbyte>.Count ? Vector512.LoadUnsafe(ref first) : Widened(Vector128.LoadUnsafe(ref first))).AsInt16();
        var even = (pairs << 8) >> 8;
        var odd = pairs >> 8;
        return (
            Vector512.Max(even, Vector512<short>.Zero) + Vector512.Max(odd, Vector512<short>.Zero),
            -(Vector512.Min(even, Vector512<short>.Zero) + Vector512.Min(odd, Vector512<short>.Zero)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Widened(Vector128<sbyte> block) => Vector512.Create(Vector256.Create(block, Vector128<sbyte>.Zero), Vector256<sbyte>.Zero);
}
