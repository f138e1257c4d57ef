using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2: vpmaddubsw for each block, then one vpmaddwd by ones to widen. A vector holds the sums of 8 outputs.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3.</typeparam>
internal readonly unsafe struct Avx2Dot<TBlocks> : IBlockDot<Vector256<int>>
    where TBlocks : unmanaged, ISize
{
    public static string Name => $"avx2-{sizeof(TBlocks)}";

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int MaxTokens => 5;

    public static int StripOutputs => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        Multiply(x + first, weights, out var products, out var productsRight);
        if (sizeof(TBlocks) > 1)
        {
            Multiply(x + second, weights + BlockLists.BlockBytes, out var next, out var nextRight);
            products += next;
            productsRight += nextRight;
        }

        if (sizeof(TBlocks) > 2)
        {
            Multiply(x + third, weights + (2 * BlockLists.BlockBytes), out var next, out var nextRight);
            products += next;
            productsRight += nextRight;
        }

        left += Avx2.MultiplyAddAdjacent(products, Vector256<short>.One);
        right += Avx2.MultiplyAddAdjacent(productsRight, Vector256<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums)
    {
        left.Store((int*)sums);
        right.Store((int*)sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(byte* inputs, byte* weights, out Vector256<short> left, out Vector256<short> right)
    {
        var repeated = Vector256.Create(*(int*)inputs).AsByte();
        left = Avx2.MultiplyAddAdjacent(repeated, Vector256.Load((sbyte*)weights));
        right = Avx2.MultiplyAddAdjacent(repeated, Vector256.Load((sbyte*)weights + 32));
    }
}
