using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A grid of equal blocks, from the top left, of which some are stored. Blocks at the right and lower edge may be cut off.</summary>
internal sealed class BlockPattern : SparsityPattern
{
    private readonly byte[] _bits;

    /// <summary>Stored weights before each row of blocks, and at the end all.</summary>
    private readonly int[] _starts;

    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="blockRows">Rows of a block.</param>
    /// <param name="blockColumns">Columns of a block.</param>
    /// <param name="bits">A bit for each block, row by row from the lowest bit of the first byte: set where it is stored.</param>
    private BlockPattern(int rows, int columns, int blockRows, int blockColumns, byte[] bits)
        : base(rows, columns)
    {
        BlockRows = blockRows;
        BlockColumns = blockColumns;
        GridColumns = DivideUp(columns, blockColumns);
        _bits = bits;
        _starts = FindStarts();
    }

    public int BlockRows { get; }

    public int BlockColumns { get; }

    public int GridColumns { get; }

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public long SizeInBytes => (2 * sizeof(int)) + _bits.Length;

    /// <summary>Keeps the blocks that hold a weight other than zero.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static BlockPattern Of(ReadOnlySpan<float> weights, int rows, int columns, int blockRows, int blockColumns)
    {
        var gridColumns = DivideUp(columns, blockColumns);
        var bits = new byte[BitmapLength(rows, columns, blockRows, blockColumns)];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (weights[(row * columns) + column] != 0)
                {
                    var block = ((long)(row / blockRows) * gridColumns) + (column / blockColumns);
                    bits[block / 8] |= (byte)(1 << (int)(block % 8));
                }
            }
        }

        return new BlockPattern(rows, columns, blockRows, blockColumns, bits);
    }

    public static BlockPattern Read(ModelReader reader, int rows, int columns)
    {
        var blockRows = reader.ReadInt32("the rows of a block", 1, rows);
        var blockColumns = reader.ReadInt32("the columns of a block", 1, columns);
        var bits = reader.ReadBytes((long)BitmapLength(rows, columns, blockRows, blockColumns), "the block bitmap");
        reader.Spend(((long)rows + 1) * sizeof(int), "the starts of rows");
        var used = (int)((long)DivideUp(rows, blockRows) * DivideUp(columns, blockColumns) % 8);
        if (used != 0 && bits[^1] >> used != 0)
        {
            throw reader.Error("unused bits of 0 at the end of the block bitmap", $"{bits[^1]:x2}");
        }

        return new BlockPattern(rows, columns, blockRows, blockColumns, bits);
    }

    public void Write(ModelWriter writer)
    {
        writer.WriteInt32(BlockRows);
        writer.WriteInt32(BlockColumns);
        writer.WriteBytes(_bits);
    }

    public override int RowStart(int row)
    {
        if (row == Rows)
        {
            return _starts[^1];
        }

        var blockRow = row / BlockRows;
        return row % BlockRows == 0 ? _starts[blockRow] : _starts[blockRow] + (row % BlockRows * StoredColumnsOf(blockRow));
    }

    /// <remarks>Blocks are a row high, because the rows of a block need not stay together.</remarks>
    [MethodImpl(KernelMethod.Standalone)]
    public override BlockPattern SelectRows(ReadOnlySpan<int> rows)
    {
        var bits = new byte[BitmapLength(rows.Length, Columns, blockRows: 1, BlockColumns)];
        long place = 0;
        foreach (var row in rows)
        {
            for (var block = 0; block < GridColumns; block++, place++)
            {
                bits[place / 8] |= (byte)((IsStored(row / BlockRows, block) ? 1 : 0) << (int)(place % 8));
            }
        }

        return new BlockPattern(rows.Length, Columns, blockRows: 1, BlockColumns, bits);
    }

    [MethodImpl(KernelMethod.Standalone)]
    public override void Scatter<T>(int row, ReadOnlySpan<T> stored, Span<T> columns)
    {
        columns.Clear();
        for (int block = 0, start = 0; block < GridColumns; block++, start += BlockColumns)
        {
            if (IsStored(row / BlockRows, block))
            {
                var width = Math.Min(BlockColumns, Columns - start);
                stored[..width].CopyTo(columns[start..]);
                stored = stored[width..];
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    public override void Gather<T>(int row, ReadOnlySpan<T> columns, Span<T> stored)
    {
        for (int block = 0, start = 0; block < GridColumns; block++, start += BlockColumns)
        {
            if (IsStored(row / BlockRows, block))
            {
                var width = Math.Min(BlockColumns, Columns - start);
                columns.Slice(start, width).CopyTo(stored);
                stored = stored[width..];
            }
        }
    }

    public bool IsStored(int blockRow, int blockColumn)
    {
        var block = ((long)blockRow * GridColumns) + blockColumn;
        return (_bits[block / 8] >> (int)(block % 8) & 1) != 0;
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    private static int BitmapLength(int rows, int columns, int blockRows, int blockColumns) =>
        (int)(((long)DivideUp(rows, blockRows) * DivideUp(columns, blockColumns) + 7) / 8);

    private int HeightOf(int blockRow) => Math.Min(BlockRows, Rows - (blockRow * BlockRows));

    private int StoredColumnsOf(int blockRow) => (_starts[blockRow + 1] - _starts[blockRow]) / HeightOf(blockRow);

    private int[] FindStarts()
    {
        var starts = new int[DivideUp(Rows, BlockRows) + 1];
        for (var blockRow = 0; blockRow < starts.Length - 1; blockRow++)
        {
            starts[blockRow + 1] = starts[blockRow] + (HeightOf(blockRow) * StoredColumns(blockRow));
        }

        return starts;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private int StoredColumns(int blockRow)
    {
        var count = 0;
        for (var block = 0; block < GridColumns; block++)
        {
            count += IsStored(blockRow, block) ? Math.Min(BlockColumns, Columns - (block * BlockColumns)) : 0;
        }

        return count;
    }
}
