using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW with weights of 4 or 2 bits, unpacked in registers. Products are added in 16 bits, and widened when these could overflow.</summary>
/// <typeparam name="TBits">Bits of a weight.</typeparam>
internal readonly unsafe struct Avx512PackedDot<TBits> : IBlockDot<Vector512<int>, Vector512<sbyte>>
    where TBits : struct, IPackedBits
{
    public static string Name => $"avx512bw {TBits.Bits} bits";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => 8 / TBits.Bits;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => TBits.MostBlocks;

    public static int MaxTokens => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector512<sbyte> left0, out Vector512<sbyte> left1, out Vector512<sbyte> left2, out Vector512<sbyte> left3,
        out Vector512<sbyte> right0, out Vector512<sbyte> right1, out Vector512<sbyte> right2, out Vector512<sbyte> right3)
    {
        var line = Vector512.Load(weights);
        left0 = PackedLine.Block<TBits>(line, 0);
        left1 = PackedLine.Block<TBits>(line, 1);
        left2 = BlocksAtOnce > 2 ? PackedLine.Block<TBits>(line, 2) : default;
        left3 = BlocksAtOnce > 2 ? PackedLine.Block<TBits>(line, 3) : default;
        right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<int> left, ref Vector512<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector512<sbyte> left0, Vector512<sbyte> left1, Vector512<sbyte> left2, Vector512<sbyte> left3,
        Vector512<sbyte> right0, Vector512<sbyte> right1, Vector512<sbyte> right2, Vector512<sbyte> right3)
    {
        right = Add(right, Repeat(x + at0), left0);
        right = Add(right, Repeat(x + at1), left1);
        if (BlocksAtOnce > 2)
        {
            right = Add(right, Repeat(x + at2), left2);
            right = Add(right, Repeat(x + at3), left3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Widen(ref Vector512<int> left, ref Vector512<int> right)
    {
        left += Avx512BW.MultiplyAddAdjacent(right.AsInt16(), Vector512<short>.One);
        right = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> left, Vector512<int> right, byte* sums) => left.Store((int*)sums);

    /// <summary>Adds products to the sums of 16 bits, which lie where other kernels have the second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Add(Vector512<int> sums, Vector512<byte> inputs, Vector512<sbyte> weights) =>
        (sums.AsInt16() + Avx512BW.MultiplyAddAdjacent(inputs, weights)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Repeat(byte* inputs) => Vector512.Create(*(int*)inputs).AsByte();
}
