using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>Products small enough for one thread and one slice of k: the left factor is read in place, the right one is packed beforehand.</summary>
internal static unsafe class SmallProduct
{
    /// <summary>Lays a right factor out in memory the caller supplies: <see cref="PackedPanels.LengthOf"/> floats.</summary>
    public static PackedPanels Pack<TVector>(Factor right, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        var panels = new PackedPanels(memory, right.Lines, right.Depth, TileKernels<TVector>.Columns);
        new PackWork(right, 0, panels).Run<TVector>(0, panels.Count);
        return panels;
    }

    /// <summary>C = A B or C += A B, then the epilogue.</summary>
    public static void Multiply<TVector, TEpilogue>(Factor left, PackedPanels right, MatrixView c, bool accumulate, TEpilogue epilogue)
        where TVector : struct, ISimdVector<TVector>
        where TEpilogue : struct, IGemmEpilogue
    {
        var tiles = (c.Rows + TVector.TileRows - 1) / TVector.TileRows;
        for (var panel = 0; panel < right.Count; panel++)
        {
            var column = panel * right.Width;
            var columns = c.ColumnRange(column, right.ColumnsOf(panel));
            for (var tile = 0; tile < tiles; tile++)
            {
                var row = (int)((long)tile * c.Rows / tiles);
                var target = columns.RowRange(row, (int)((long)(tile + 1) * c.Rows / tiles) - row);
                ProductTile.Run<TVector>(left.At(row, 0), left.LineStride, left.DepthStride, right.At(panel, 0), right.Depth, target, accumulate);
                epilogue.Apply<TVector>(target, row, column);
            }
        }
    }

    /// <summary>C = A B or C += A B.</summary>
    public static void Multiply<TVector>(Factor left, PackedPanels right, MatrixView c, bool accumulate)
        where TVector : struct, ISimdVector<TVector> =>
        Multiply<TVector, NoEpilogue>(left, right, c, accumulate, default);
}
