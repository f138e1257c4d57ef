using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW: vpmaddubsw for each block, then one vpmaddwd by ones to widen. One vector holds the sums of all 16 outputs.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3.</typeparam>
internal readonly unsafe struct Avx512Dot<TBlocks> : IBlockDot<Vector512<int>>
    where TBlocks : unmanaged, ISize
{
    public static string Name => $"avx512bw-{sizeof(TBlocks)}";

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int MaxTokens => 12;

    public static int StripOutputs => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<int> left, ref Vector512<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var products = Multiply(x + first, weights);
        if (sizeof(TBlocks) > 1)
        {
            products += Multiply(x + second, weights + BlockLists.BlockBytes);
        }

        if (sizeof(TBlocks) > 2)
        {
            products += Multiply(x + third, weights + (2 * BlockLists.BlockBytes));
        }

        left += Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> left, Vector512<int> right, byte* sums) => left.Store((int*)sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Multiply(byte* inputs, byte* weights) =>
        Avx512BW.MultiplyAddAdjacent(Vector512.Create(*(int*)inputs).AsByte(), Vector512.Load((sbyte*)weights));
}
