using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-VNNI: vpdpbusd on 256 bits, unsigned inputs by signed weights.</summary>
/// <remarks>A vector holds the sums of 8 outputs. A 512-bit version would be one more struct like this, with one vector for all 16.</remarks>
internal readonly unsafe struct AvxVnniDot : IBlockDot<Vector256<int>, Vector256<sbyte>>
{
    public static string Name => "avxvnni";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector256<sbyte> left0, out Vector256<sbyte> left1, out Vector256<sbyte> left2, out Vector256<sbyte> left3,
        out Vector256<sbyte> right0, out Vector256<sbyte> right1, out Vector256<sbyte> right2, out Vector256<sbyte> right3)
    {
        left0 = Vector256.Load((sbyte*)weights);
        right0 = Vector256.Load((sbyte*)weights + Vector256<sbyte>.Count);
        left1 = left2 = left3 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<sbyte> left0, Vector256<sbyte> left1, Vector256<sbyte> left2, Vector256<sbyte> left3,
        Vector256<sbyte> right0, Vector256<sbyte> right1, Vector256<sbyte> right2, Vector256<sbyte> right3)
    {
        var inputs = Vector256.Create(*(int*)(x + at0)).AsByte();
        left = AvxVnni.MultiplyWideningAndAdd(left, inputs, left0);
        right = AvxVnni.MultiplyWideningAndAdd(right, inputs, right0);
    }

    public static void Widen(ref Vector256<int> left, ref Vector256<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums)
    {
        left.Store((int*)sums);
        right.Store((int*)sums + Vector256<int>.Count);
    }
}
