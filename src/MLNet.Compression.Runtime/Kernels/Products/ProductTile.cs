using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>One tile of a result, whole or cut off by the right edge.</summary>
internal static unsafe class ProductTile
{
    /// <summary>target = A B or target += A B for some of the depth; addressing as in <see cref="TileKernel{TVector,TProduct,TRows}.Run"/>.</summary>
    [SkipLocalsInit]
    public static void Run<TVector>(float* a, nint aRow, nint aStep, float* b, int depth, MatrixView target, bool accumulate)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var kernel = TileKernels<TVector>.ForRows(target.Rows);
        if (target.Columns == width)
        {
            kernel(a, aRow, aStep, b, width, depth, target.Data, target.Stride, accumulate);
        }
        else
        {
            // The kernel writes whole vectors: a cut tile goes through a full one beside the result.
            var whole = stackalloc float[TVector.TileRows * 2 * TVector.Count];
            kernel(a, aRow, aStep, b, width, depth, whole, width, false);
            PartialTile.Put<TVector>(whole, width, target, accumulate);
        }
    }
}
