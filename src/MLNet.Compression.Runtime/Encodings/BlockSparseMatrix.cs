using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A matrix of which only some blocks are stored; the weights of the others are zero.</summary>
/// <remarks>
/// A bitmap says which blocks of the grid are kept. Blocks of 16 outputs x 4 inputs, or multiples of it, save time as well as bytes;
/// with blocks of 1 x 1 the matrix is an unstructured sparse one, which saves bytes alone.
/// </remarks>
internal sealed class BlockSparseMatrix : WeightMatrix
{
    private readonly BlockPattern _pattern;
    private readonly RowValues _values;

    private BlockSparseMatrix(BlockPattern pattern, RowValues values)
        : base(pattern.Rows, pattern.Columns)
    {
        _pattern = pattern;
        _values = values;
    }

    /// <summary>Outputs of a block.</summary>
    public int BlockRows => _pattern.BlockRows;

    /// <summary>Inputs of a block.</summary>
    public int BlockColumns => _pattern.BlockColumns;

    /// <summary>Name of the kept weights' number format.</summary>
    public string FormatName => _values.Encoding.Name;

    internal static WeightEncoding StoredAs { get; } = new(3, "block-sparse", Read);

    internal override WeightEncoding Encoding => StoredAs;

    internal override RowValues Values => _values;

    internal override IEnumerable<string> Features => [Encoding.Name, .. _values.Features];

    internal override long ContentSizeInBytes => _pattern.SizeInBytes + sizeof(uint) + _values.SizeInBytes;

    /// <summary>Stores the blocks that hold a weight other than zero.</summary>
    /// <param name="weights">Row by row [rows x columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <param name="blockRows">Outputs of a block.</param>
    /// <param name="blockColumns">Inputs of a block.</param>
    /// <param name="format">Number format of the kept weights.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a weight is not finite, or a kept one is none that the format holds.</exception>
    public static BlockSparseMatrix Encode(
        ReadOnlySpan<float> weights, int rows, int columns, int blockRows, int blockColumns, ValueFormat format) =>
        TryEncode(weights, rows, columns, blockRows, blockColumns, format) ?? throw format.CannotHold(nameof(weights));

    /// <summary>Null if the format does not hold a kept weight.</summary>
    internal static BlockSparseMatrix? TryEncode(
        ReadOnlySpan<float> weights, int rows, int columns, int blockRows, int blockColumns, ValueFormat format)
    {
        CheckWeights(weights, rows, columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockColumns);
        ArgumentNullException.ThrowIfNull(format);
        var pattern = BlockPattern.Of(weights, rows, columns, Math.Min(blockRows, rows), Math.Min(blockColumns, columns));
        return format.TryEncode(weights, pattern) is { } values ? new BlockSparseMatrix(pattern, values) : null;
    }

    internal override void DecodeRowUnchecked(int row, Span<float> destination) => _values.DecodeRow(row, destination);

    internal override void WriteContent(ModelWriter writer)
    {
        _pattern.Write(writer);
        writer.WriteUInt32(_values.Encoding.Id);
        _values.Write(writer);
    }

    /// <remarks>The rows of a block need not stay together, so blocks are a row high afterwards.</remarks>
    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var pattern = _pattern.SelectRows(rows);
        return new BlockSparseMatrix(pattern, _values.SelectRows(rows, pattern));
    }

    private static BlockSparseMatrix Read(ModelReader reader, int rows, int columns)
    {
        var pattern = BlockPattern.Read(reader, rows, columns);
        return new BlockSparseMatrix(pattern, ValueEncoding.ReadId(reader).Read(reader, pattern));
    }
}
