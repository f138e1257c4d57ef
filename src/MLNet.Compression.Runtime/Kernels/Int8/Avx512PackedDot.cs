using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW with weights of 4 or 2 bits, unpacked in registers. Products are added in 16 bits, and widened when these could overflow.</summary>
/// <typeparam name="TBits">Bits of a weight.</typeparam>
internal readonly unsafe struct Avx512PackedDot<TBits> : IBlockDot<Vector512<short>, Vector512<sbyte>>
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
        left0 = Plane(line, 0);
        left1 = Plane(line, 1);
        left2 = BlocksAtOnce > 2 ? Plane(line, 2) : default;
        left3 = BlocksAtOnce > 2 ? Plane(line, 3) : default;
        right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<short> left, ref Vector512<short> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector512<sbyte> left0, Vector512<sbyte> left1, Vector512<sbyte> left2, Vector512<sbyte> left3,
        Vector512<sbyte> right0, Vector512<sbyte> right1, Vector512<sbyte> right2, Vector512<sbyte> right3)
    {
        left += Avx512BW.MultiplyAddAdjacent(Repeat(x + at0), left0);
        left += Avx512BW.MultiplyAddAdjacent(Repeat(x + at1), left1);
        if (BlocksAtOnce > 2)
        {
            left += Avx512BW.MultiplyAddAdjacent(Repeat(x + at2), left2);
            left += Avx512BW.MultiplyAddAdjacent(Repeat(x + at3), left3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> left, Vector512<short> right, byte* sums, bool add)
    {
        var widened = Avx512BW.MultiplyAddAdjacent(left, Vector512<short>.One);
        (add ? widened + Vector512.Load((int*)sums) : widened).Store((int*)sums);
    }

    /// <summary>The weights of one of the blocks of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<sbyte> Plane(Vector512<byte> line, int block)
    {
        var codes = (block == 0 ? line : (line.AsUInt16() >>> (block * TBits.Bits)).AsByte()) & Vector512.Create((byte)((1 << TBits.Bits) - 1));
        return Avx512BW.Shuffle(Vector512.Create(Vector256.Create(TBits.Weights, TBits.Weights), Vector256.Create(TBits.Weights, TBits.Weights)), codes.AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Repeat(byte* inputs) => Vector512.Create(*(int*)inputs).AsByte();
}
