namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Which weights of a matrix are stored. Rows are stored one after another.</summary>
internal abstract class SparsityPattern(int rows, int columns)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Number of stored weights.</summary>
    public int Count => RowStart(Rows);

    /// <summary>Stored weights before row <paramref name="row"/>.</summary>
    public abstract int RowStart(int row);

    public int RowLength(int row) => RowStart(row + 1) - RowStart(row);

    /// <summary>The pattern of some rows, in the given order.</summary>
    public abstract SparsityPattern SelectRows(ReadOnlySpan<int> rows);

    /// <summary>Spreads the stored weights of a row over its columns and clears the others.</summary>
    public abstract void Scatter<T>(int row, ReadOnlySpan<T> stored, Span<T> columns)
        where T : unmanaged;

    /// <summary>Collects the stored weights of a row.</summary>
    public abstract void Gather<T>(int row, ReadOnlySpan<T> columns, Span<T> stored)
        where T : unmanaged;
}
