using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW: vpmaddubsw for each block, then one vpmaddwd by ones to widen. One vector holds the sums of all 16 outputs.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3; see <see cref="SafeRuns"/>.</typeparam>
internal readonly unsafe struct Avx512Dot<TBlocks> : IBlockDot<Vector512<int>, Vector512<sbyte>>
    where TBlocks : unmanaged, ISize
{
    public static string Name => $"avx512bw-{sizeof(TBlocks)}";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int BytesAtOnce => sizeof(TBlocks) * BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector512<sbyte> left0, out Vector512<sbyte> left1, out Vector512<sbyte> left2, out Vector512<sbyte> left3,
        out Vector512<sbyte> right0, out Vector512<sbyte> right1, out Vector512<sbyte> right2, out Vector512<sbyte> right3)
    {
        left0 = Vector512.Load((sbyte*)weights);
        left1 = sizeof(TBlocks) > 1 ? Vector512.Load((sbyte*)(weights + BlockLists.BlockBytes)) : default;
        left2 = sizeof(TBlocks) > 2 ? Vector512.Load((sbyte*)(weights + (2 * BlockLists.BlockBytes))) : default;
        left3 = right0 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<int> left, ref Vector512<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector512<sbyte> left0, Vector512<sbyte> left1, Vector512<sbyte> left2, Vector512<sbyte> left3,
        Vector512<sbyte> right0, Vector512<sbyte> right1, Vector512<sbyte> right2, Vector512<sbyte> right3)
    {
        var products = Avx512BW.MultiplyAddAdjacent(Repeat(x + at0), left0);
        if (sizeof(TBlocks) > 1)
        {
            products += Avx512BW.MultiplyAddAdjacent(Repeat(x + at1), left1);
        }

        if (sizeof(TBlocks) > 2)
        {
            products += Avx512BW.MultiplyAddAdjacent(Repeat(x + at2), left2);
        }

        left += Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One);
    }

    public static void Widen(ref Vector512<int> left, ref Vector512<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> left, Vector512<int> right, byte* sums) => left.Store((int*)sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Repeat(byte* inputs) => Vector512.Create(*(int*)inputs).AsByte();
}
