using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>One factor of a product: lines (rows of the left, columns of the right factor), each of <see cref="Depth"/> values along k.</summary>
internal readonly unsafe struct Factor
{
    private readonly float* _data;

    private Factor(MatrixView matrix, bool linesAreRows)
    {
        _data = matrix.Data;
        (Lines, Depth) = linesAreRows ? (matrix.Rows, matrix.Columns) : (matrix.Columns, matrix.Rows);
        (LineStride, DepthStride) = linesAreRows ? (matrix.Stride, (nint)1) : (1, matrix.Stride);
    }

    public int Lines { get; }

    public int Depth { get; }

    public nint LineStride { get; }

    public nint DepthStride { get; }

    public static Factor Left(MatrixView matrix, bool transpose) => new(matrix, linesAreRows: !transpose);

    public static Factor Right(MatrixView matrix, bool transpose) => new(matrix, linesAreRows: transpose);

    public float* At(int line, int k) => _data + (line * LineStride) + (k * DepthStride);

    /// <summary>Packs lines [line, line + count) and the depth from k to k + depth as [depth][width]; see <see cref="PanelPacker"/> for the room needed.</summary>
    public void Pack<TVector>(int line, int count, int k, int depth, float* target, int width)
        where TVector : struct, ISimdVector<TVector>
    {
        if (DepthStride == 1)
        {
            PanelPacker.Transpose(At(line, k), LineStride, depth, count, target, width);
        }
        else
        {
            PanelPacker.Copy<TVector>(At(line, k), DepthStride, depth, count, target, width);
        }
    }
}
