using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>AVX-512BW: 16 tokens at a time, vpmaddubsw for each block, then one vpmaddwd by ones to widen.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3; see <see cref="SafeRuns"/>.</typeparam>
internal readonly unsafe struct Avx512AcrossDot<TBlocks> : IAcrossDot<Vector512<int>, Vector512<byte>>
    where TBlocks : unmanaged, ISize
{
    public static int Tokens => 16;

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int MaxVectors => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* inputs) => Vector512.Load(inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Repeat(byte* weights) => Vector512.Create(*(int*)weights).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sums, Vector512<byte> x0, Vector512<byte> x1, Vector512<byte> x2, Vector512<byte> weights0, Vector512<byte> weights1, Vector512<byte> weights2)
    {
        var products = Avx512BW.MultiplyAddAdjacent(x0, weights0.AsSByte());
        if (sizeof(TBlocks) > 1)
        {
            products += Avx512BW.MultiplyAddAdjacent(x1, weights1.AsSByte());
        }

        if (sizeof(TBlocks) > 2)
        {
            products += Avx512BW.MultiplyAddAdjacent(x2, weights2.AsSByte());
        }

        return sums + Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> output0, Vector512<int> output1, Vector512<int> output2, Vector512<int> output3, int* sums) =>
        SumTranspose.Store(output0, output1, output2, output3, sums);
}
