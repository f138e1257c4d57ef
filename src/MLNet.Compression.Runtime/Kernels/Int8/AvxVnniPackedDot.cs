using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-VNNI with weights of 4 or 2 bits, unpacked in registers, 8 outputs at a time.</summary>
/// <typeparam name="TBits">Bits of a weight.</typeparam>
internal readonly unsafe struct AvxVnniPackedDot<TBits> : IBlockDot<Vector256<int>, Vector256<sbyte>>
    where TBits : struct, IPackedBits
{
    public static string Name => $"avxvnni {TBits.Bits} bits";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 8;

    public static int BlocksAtOnce => 8 / TBits.Bits;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector256<sbyte> left0, out Vector256<sbyte> left1, out Vector256<sbyte> left2, out Vector256<sbyte> left3,
        out Vector256<sbyte> right0, out Vector256<sbyte> right1, out Vector256<sbyte> right2, out Vector256<sbyte> right3)
    {
        var line = Vector256.Load(weights);
        left0 = PackedLine.Block<TBits>(line, 0);
        left1 = PackedLine.Block<TBits>(line, 1);
        left2 = BlocksAtOnce > 2 ? PackedLine.Block<TBits>(line, 2) : default;
        left3 = BlocksAtOnce > 2 ? PackedLine.Block<TBits>(line, 3) : default;
        right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<sbyte> left0, Vector256<sbyte> left1, Vector256<sbyte> left2, Vector256<sbyte> left3,
        Vector256<sbyte> right0, Vector256<sbyte> right1, Vector256<sbyte> right2, Vector256<sbyte> right3)
    {
        left = AvxVnni.MultiplyWideningAndAdd(left, Repeat(x + at0), left0);
        left = AvxVnni.MultiplyWideningAndAdd(left, Repeat(x + at1), left1);
        if (BlocksAtOnce > 2)
        {
            left = AvxVnni.MultiplyWideningAndAdd(left, Repeat(x + at2), left2);
            left = AvxVnni.MultiplyWideningAndAdd(left, Repeat(x + at3), left3);
        }
    }

    public static void Widen(ref Vector256<int> left, ref Vector256<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums) => left.Store((int*)sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Repeat(byte* inputs) => Vector256.Create(*(int*)inputs).AsByte();
}
