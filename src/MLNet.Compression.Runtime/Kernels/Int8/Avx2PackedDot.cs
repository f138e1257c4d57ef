using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2 with weights of 4 or 2 bits, unpacked in registers, 8 outputs at a time. Products are added in 16 bits, and widened when these could overflow.</summary>
/// <typeparam name="TBits">Bits of a weight.</typeparam>
internal readonly unsafe struct Avx2PackedDot<TBits> : IBlockDot<Vector256<short>, Vector256<sbyte>>
    where TBits : struct, IPackedBits
{
    public static string Name => $"avx2 {TBits.Bits} bits";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 8;

    public static int BlocksAtOnce => 8 / TBits.Bits;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => TBits.MostBlocks;

    public static int MaxTokens => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector256<sbyte> left0, out Vector256<sbyte> left1, out Vector256<sbyte> left2, out Vector256<sbyte> left3,
        out Vector256<sbyte> right0, out Vector256<sbyte> right1, out Vector256<sbyte> right2, out Vector256<sbyte> right3)
    {
        var line = Vector256.Load(weights);
        left0 = Plane(line, 0);
        left1 = Plane(line, 1);
        left2 = BlocksAtOnce > 2 ? Plane(line, 2) : default;
        left3 = BlocksAtOnce > 2 ? Plane(line, 3) : default;
        right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<short> left, ref Vector256<short> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<sbyte> left0, Vector256<sbyte> left1, Vector256<sbyte> left2, Vector256<sbyte> left3,
        Vector256<sbyte> right0, Vector256<sbyte> right1, Vector256<sbyte> right2, Vector256<sbyte> right3)
    {
        left += Avx2.MultiplyAddAdjacent(Repeat(x + at0), left0);
        left += Avx2.MultiplyAddAdjacent(Repeat(x + at1), left1);
        if (BlocksAtOnce > 2)
        {
            left += Avx2.MultiplyAddAdjacent(Repeat(x + at2), left2);
            left += Avx2.MultiplyAddAdjacent(Repeat(x + at3), left3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> left, Vector256<short> right, byte* sums, bool add)
    {
        var widened = Avx2.MultiplyAddAdjacent(left, Vector256<short>.One);
        (add ? widened + Vector256.Load((int*)sums) : widened).Store((int*)sums);
    }

    /// <summary>The weights of one of the blocks of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Plane(Vector256<byte> line, int block)
    {
        var codes = (block == 0 ? line : (line.AsUInt16() >>> (block * TBits.Bits)).AsByte()) & Vector256.Create((byte)((1 << TBits.Bits) - 1));
        return Avx2.Shuffle(Vector256.Create(TBits.Weights, TBits.Weights), codes.AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Repeat(byte* inputs) => Vector256.Create(*(int*)inputs).AsByte();
}
