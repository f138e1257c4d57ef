using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>The tile kernels of one vector width by their number of rows.</summary>
internal static unsafe class TileKernels<TVector>
    where TVector : struct, ISimdVector<TVector>
{
    /// <summary>Columns of a tile.</summary>
    public static int Columns => 2 * TVector.Count;

    /// <summary>The kernel of fp32 for a tile of <paramref name="rows"/> rows.</summary>
    /// <inheritdoc cref="ForRows{TProduct}"/>
    public static delegate*<float*, nint, nint, float*, nint, int, float*, nint, bool, void> ForRows(int rows) => ForRows<FloatProduct<TVector>>(rows);

    /// <summary>The kernel for a tile of <paramref name="rows"/> rows, at most <see cref="ISimdVector{TSelf}.TileRows"/>.</summary>
    /// <remarks>Parameters: as <see cref="TileKernel{TVector,TProduct,TRows}.Run"/>.</remarks>
    public static delegate*<float*, nint, nint, float*, nint, int, float*, nint, bool, void> ForRows<TProduct>(int rows)
        where TProduct : struct, ITileProduct<TVector>
    {
        Debug.Assert(rows > 0 && rows <= TVector.TileRows);
        switch (rows)
        {
            case 1:
                return &TileKernel<TVector, TProduct, Size.One>.Run;
            case 2:
                return &TileKernel<TVector, TProduct, Size.Two>.Run;
            case 3:
                return &TileKernel<TVector, TProduct, Size.Three>.Run;
            case 4:
                return &TileKernel<TVector, TProduct, Size.Four>.Run;
            case 5:
                return &TileKernel<TVector, TProduct, Size.Five>.Run;
            case 6:
                return &TileKernel<TVector, TProduct, Size.Six>.Run;
            case 7:
                return &TileKernel<TVector, TProduct, Size.Seven>.Run;
            case 8:
                return &TileKernel<TVector, TProduct, Size.Eight>.Run;
            case 9:
                return &TileKernel<TVector, TProduct, Size.Nine>.Run;
            case 10:
                return &TileKernel<TVector, TProduct, Size.Ten>.Run;
            case 11:
                return &TileKernel<TVector, TProduct, Size.Eleven>.Run;
            default:
                return &TileKernel<TVector, TProduct, Size.Twelve>.Run;
        }
    }
}
