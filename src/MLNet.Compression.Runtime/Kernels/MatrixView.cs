using System.Diagnostics;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>A row-major fp32 matrix in memory that someone else owns and keeps alive and fixed.</summary>
internal readonly unsafe struct MatrixView
{
    public MatrixView(float* data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    public MatrixView(float* data, int rows, int columns, int stride)
    {
        Debug.Assert(rows >= 0 && columns >= 0 && stride >= columns);
        Data = data;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    public float* Data { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Elements from one row's start to the next row's.</summary>
    public int Stride { get; }

    public float* Row(int row) => Data + ((nint)row * Stride);

    public Span<float> RowSpan(int row) => new(Row(row), Columns);

    /// <summary>All elements of a matrix without gaps between its rows.</summary>
    public Span<float> AsSpan()
    {
        Debug.Assert(Stride == Columns || Rows <= 1);
        return new Span<float>(Data, checked(Rows * Columns));
    }

    /// <summary>Rows [first, first + count).</summary>
    public MatrixView RowRange(int first, int count) => new(Row(first), count, Columns, Stride);

    /// <summary>Columns [first, first + count) of every row.</summary>
    public MatrixView ColumnRange(int first, int count) => new(Data + first, Rows, count, Stride);
}
