using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>AVX2: 8 tokens at a time, vpmaddubsw for each block, then one vpmaddwd by ones to widen.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 to 3; see <see cref="SafeRuns"/>.</typeparam>
internal readonly unsafe struct Avx2AcrossDot<TBlocks> : IAcrossDot<Vector256<int>, Vector256<byte>>
    where TBlocks : unmanaged, ISize
{
    public static int Tokens => 8;

    public static int BlocksAtOnce => sizeof(TBlocks);

    public static int MaxVectors => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* inputs) => Vector256.Load(inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Repeat(byte* weights) => Vector256.Create(*(int*)weights).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<byte> x0, Vector256<byte> x1, Vector256<byte> x2, Vector256<byte> weights0, Vector256<byte> weights1, Vector256<byte> weights2)
    {
        var products = Avx2.MultiplyAddAdjacent(x0, weights0.AsSByte());
        if (sizeof(TBlocks) > 1)
        {
            products += Avx2.MultiplyAddAdjacent(x1, weights1.AsSByte());
        }

        if (sizeof(TBlocks) > 2)
        {
            products += Avx2.MultiplyAddAdjacent(x2, weights2.AsSByte());
        }

        return sums + Avx2.MultiplyAddAdjacent(products, Vector256<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> output0, Vector256<int> output1, Vector256<int> output2, Vector256<int> output3, int* sums) =>
        SumTranspose.Store(output0, output1, output2, output3, sums);
}
