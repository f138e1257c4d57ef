using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2: vpmaddubsw for each block, then one vpmaddwd by ones to widen. A vector holds the sums of 8 outputs.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3; see <see cref="SafeRuns"/>.</typeparam>
internal readonly unsafe struct Avx2Dot<TBlocks> : IBlockDot<Vector256<int>, Vector256<sbyte>>
    where TBlocks : unmanaged, ISize
{
    public static string Name => $"avx2-{sizeof(TBlocks)}";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int BytesAtOnce => sizeof(TBlocks) * BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector256<sbyte> left0, out Vector256<sbyte> left1, out Vector256<sbyte> left2, out Vector256<sbyte> left3,
        out Vector256<sbyte> right0, out Vector256<sbyte> right1, out Vector256<sbyte> right2, out Vector256<sbyte> right3)
    {
        left0 = Vector256.Load((sbyte*)weights);
        right0 = Vector256.Load((sbyte*)weights + Vector256<sbyte>.Count);
        left1 = sizeof(TBlocks) > 1 ? Vector256.Load((sbyte*)(weights + BlockLists.BlockBytes)) : default;
        right1 = sizeof(TBlocks) > 1 ? Vector256.Load((sbyte*)(weights + BlockLists.BlockBytes) + Vector256<sbyte>.Count) : default;
        left2 = sizeof(TBlocks) > 2 ? Vector256.Load((sbyte*)(weights + (2 * BlockLists.BlockBytes))) : default;
        right2 = sizeof(TBlocks) > 2 ? Vector256.Load((sbyte*)(weights + (2 * BlockLists.BlockBytes)) + Vector256<sbyte>.Count) : default;
        left3 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<sbyte> left0, Vector256<sbyte> left1, Vector256<sbyte> left2, Vector256<sbyte> left3,
        Vector256<sbyte> right0, Vector256<sbyte> right1, Vector256<sbyte> right2, Vector256<sbyte> right3)
    {
        var inputs = Repeat(x + at0);
        var products = Avx2.MultiplyAddAdjacent(inputs, left0);
        var productsRight = Avx2.MultiplyAddAdjacent(inputs, right0);
        if (sizeof(TBlocks) > 1)
        {
            inputs = Repeat(x + at1);
            products += Avx2.MultiplyAddAdjacent(inputs, left1);
            productsRight += Avx2.MultiplyAddAdjacent(inputs, right1);
        }

        if (sizeof(TBlocks) > 2)
        {
            inputs = Repeat(x + at2);
            products += Avx2.MultiplyAddAdjacent(inputs, left2);
            productsRight += Avx2.MultiplyAddAdjacent(inputs, right2);
        }

        left += Avx2.MultiplyAddAdjacent(products, Vector256<short>.One);
        right += Avx2.MultiplyAddAdjacent(productsRight, Vector256<short>.One);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Repeat(byte* inputs) => Vector256.Create(*(int*)inputs).AsByte();
}
