using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-VNNI: vpdpbusd on 256 bits, unsigned inputs by signed weights.</summary>
/// <remarks>A vector holds the sums of 8 outputs. A 512-bit version would be one more struct like this, with one vector for all 16.</remarks>
internal readonly unsafe struct AvxVnniDot : IBlockDot<Vector256<int>>
{
    public static string Name => "avxvnni";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => 6;

    public static int StripOutputs => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var inputs = Vector256.Create(*(int*)(x + first)).AsByte();
        left = AvxVnni.MultiplyWideningAndAdd(left, inputs, Vector256.Load((sbyte*)weights));
        right = AvxVnni.MultiplyWideningAndAdd(right, inputs, Vector256.Load((sbyte*)weights + 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums)
    {
        left.Store((int*)sums);
        right.Store((int*)sums + 8);
    }
}
