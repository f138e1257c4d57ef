using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2: vpmaddubsw for each block, then one vpmaddwd by ones to widen. A vector holds the sums of 8 outputs.</summary>
/// <typeparam name="TBlocks">Blocks that are added before they are widened, 1 or 3.</typeparam>
internal readonly unsafe struct Avx2Step<TBlocks> : IInt8Step<Vector256<int>>
    where TBlocks : struct, IRowCount
{
    public static string Name => $"avx2-{TBlocks.Value}";

    public static bool IsSupported => Avx2.IsSupported;

    public static int BlocksAtOnce => TBlocks.Value;

    public static int MaxTokens => 5;

    public static int StripOutputs => 16;

    public static Vector256<int> Zero => Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint first, nint second, nint third, sbyte* weights)
    {
        var inputs = Load(x + first);
        var (products, productsRight) = (Multiply(inputs, weights), Multiply(inputs, weights + 32));
        if (TBlocks.Value == 3)
        {
            var (next, last) = (Load(x + second), Load(x + third));
            weights += Int8Blocks.BlockSize;
            products += Multiply(next, weights) + Multiply(last, weights + Int8Blocks.BlockSize);
            productsRight += Multiply(next, weights + 32) + Multiply(last, weights + Int8Blocks.BlockSize + 32);
        }

        left += Avx2.MultiplyAddAdjacent(products, Vector256<short>.One);
        right += Avx2.MultiplyAddAdjacent(productsRight, Vector256<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, int* sums)
    {
        left.Store(sums);
        right.Store(sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Load(byte* inputs) => Vector256.Create(*(int*)inputs).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Multiply(Vector256<byte> inputs, sbyte* weights) =>
        Avx2.MultiplyAddAdjacent(inputs, Vector256.Load(weights));
}
