namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Every weight is stored.</summary>
internal sealed class FullPattern(int rows, int columns) : SparsityPattern(rows, columns)
{
    public override int RowStart(int row) => row * Columns;

    public override FullPattern SelectRows(ReadOnlySpan<int> rows) => new(rows.Length, Columns);

    public override void Scatter<T>(int row, ReadOnlySpan<T> stored, Span<T> columns) => stored.CopyTo(columns);

    public override void Gather<T>(int row, ReadOnlySpan<T> columns, Span<T> stored) => columns.CopyTo(stored);
}
