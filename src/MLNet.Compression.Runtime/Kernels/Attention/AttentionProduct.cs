using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>The products of attention, whose right operand has as many columns as a tile.</summary>
internal static unsafe class AttentionProduct
{
    /// <summary>The most columns of a tile.</summary>
    public const int MostLanes = 32;

    public const float Log2E = 1.44269504f;

    /// <summary>c [rows x width] = A b [k x width], A(i, p) = a[i aRow + p aStep].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Multiply<TVector, TProduct>(float* a, nint aRow, nint aStep, float* b, int k, float* c, int rows)
        where TVector : struct, ISimdVector<TVector>
        where TProduct : struct, ITileProduct<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        for (var row = 0; row < rows; row += TVector.TileRows)
        {
            var run = TileKernels<TVector>.ForRows<TProduct>(Math.Min(TVector.TileRows, rows - row));
            run(a + (row * aRow), aRow, aStep, b, width, k, c + ((nint)row * width), width, false);
        }
    }
}
