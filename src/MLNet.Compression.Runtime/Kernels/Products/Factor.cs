using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>One factor of a product: lines (rows of the left, columns of the right factor), each of <see cref="Steps"/> values along k.</summary>
internal readonly unsafe struct Factor
{
    private readonly float* _data;

    private Factor(MatrixView matrix, bool linesAreRows)
    {
        _data = matrix.Data;
        (Lines, Steps) = linesAreRows ? (matrix.Rows, matrix.Columns) : (matrix.Columns, matrix.Rows);
        (LineStride, StepStride) = linesAreRows ? (matrix.Stride, (nint)1) : (1, matrix.Stride);
    }

    public int Lines { get; }

    public int Steps { get; }

    public nint LineStride { get; }

    public nint StepStride { get; }

    public static Factor Left(MatrixView matrix, bool transpose) => new(matrix, linesAreRows: !transpose);

    public static Factor Right(MatrixView matrix, bool transpose) => new(matrix, linesAreRows: transpose);

    public float* At(int line, int step) => _data + (line * LineStride) + (step * StepStride);

    /// <summary>Packs lines [line, line + count) and steps [step, step + steps) as [steps][width]; see <see cref="PanelPacker"/> for the room needed.</summary>
    public void Pack<TVector>(int line, int count, int step, int steps, float* target, int width)
        where TVector : struct, ISimdVector<TVector>
    {
        if (StepStride == 1)
        {
            PanelPacker.Transpose(At(line, step), LineStride, steps, count, target, width);
        }
        else
        {
            PanelPacker.Copy<TVector>(At(line, step), StepStride, steps, count, target, width);
        }
    }
}
