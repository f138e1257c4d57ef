using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>AVX2: the 4 outputs of a small block for a token, where there are too few tokens to fill a vector.</summary>
internal readonly unsafe struct Avx2FewTokensDot : IBlockDot<Vector128<int>, Vector128<sbyte>>
{
    public static string Name => "avx2 few tokens";

    public static int Outputs => 4;

    public static int StripOutputs => 4;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => Vector128<sbyte>.Count;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector128<sbyte> left0, out Vector128<sbyte> left1, out Vector128<sbyte> left2, out Vector128<sbyte> left3,
        out Vector128<sbyte> right0, out Vector128<sbyte> right1, out Vector128<sbyte> right2, out Vector128<sbyte> right3)
    {
        left0 = Vector128.Load((sbyte*)weights);
        left1 = left2 = left3 = right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector128<sbyte> left0, Vector128<sbyte> left1, Vector128<sbyte> left2, Vector128<sbyte> left3,
        Vector128<sbyte> right0, Vector128<sbyte> right1, Vector128<sbyte> right2, Vector128<sbyte> right3) =>
        left += Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(Vector128.Create(*(int*)(x + at0)).AsByte(), left0), Vector128<short>.One);

    public static void Widen(ref Vector128<int> left, ref Vector128<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums) => left.Store((int*)sums);
}
