using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>AVX2: the 4 outputs of a small block for a token, where there are too few tokens to fill a vector.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3; see <see cref="SafeRuns"/>.</typeparam>
internal readonly unsafe struct Avx2FewTokensDot<TBlocks> : IBlockDot<Vector128<int>, Vector128<sbyte>>
    where TBlocks : unmanaged, ISize
{
    public static string Name => "avx2 few tokens";

    public static int Outputs => 4;

    public static int StripOutputs => 4;

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int BytesAtOnce => sizeof(TBlocks) * Vector128<sbyte>.Count;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector128<sbyte> left0, out Vector128<sbyte> left1, out Vector128<sbyte> left2, out Vector128<sbyte> left3,
        out Vector128<sbyte> right0, out Vector128<sbyte> right1, out Vector128<sbyte> right2, out Vector128<sbyte> right3)
    {
        left0 = Vector128.Load((sbyte*)weights);
        left1 = sizeof(TBlocks) > 1 ? Vector128.Load((sbyte*)(weights + Vector128<sbyte>.Count)) : default;
        left2 = sizeof(TBlocks) > 2 ? Vector128.Load((sbyte*)(weights + (2 * Vector128<sbyte>.Count))) : default;
        left3 = right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector128<sbyte> left0, Vector128<sbyte> left1, Vector128<sbyte> left2, Vector128<sbyte> left3,
        Vector128<sbyte> right0, Vector128<sbyte> right1, Vector128<sbyte> right2, Vector128<sbyte> right3)
    {
        var products = Ssse3.MultiplyAddAdjacent(Repeat(x + at0), left0);
        if (sizeof(TBlocks) > 1)
        {
            products += Ssse3.MultiplyAddAdjacent(Repeat(x + at1), left1);
        }

        if (sizeof(TBlocks) > 2)
        {
            products += Ssse3.MultiplyAddAdjacent(Repeat(x + at2), left2);
        }

        left += Sse2.MultiplyAddAdjacent(products, Vector128<short>.One);
    }

    public static void Widen(ref Vector128<int> left, ref Vector128<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums) => left.Store((int*)sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Repeat(byte* inputs) => Vector128.Create(*(int*)inputs).AsByte();
}
