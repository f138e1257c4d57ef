namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Refuses operands that do not fit together, before any pointer is followed.</summary>
internal static class ShapeCheck
{
    public static void Same(MatrixView expected, MatrixView matrix, string name) => Size(expected.Rows, expected.Columns, matrix, name);

    public static void Size(int rows, int columns, MatrixView matrix, string name)
    {
        if (matrix.Rows != rows || matrix.Columns != columns)
        {
            throw new ArgumentException($"Expected a matrix of {rows} x {columns}, got {matrix.Rows} x {matrix.Columns}.", name);
        }
    }

    /// <summary>Refuses [first, first + count) that is not within [0, length).</summary>
    public static void Range(int first, int count, int length, string name)
    {
        if (first < 0 || count < 0 || count > length - first)
        {
            throw new ArgumentException($"Expected a part of {length} outputs, got {count} from {first} on.", name);
        }
    }

    public static void Length(int expected, int length, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"Expected {expected} values, got {length}.", name);
        }
    }
}
