using System.Buffers;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as fp32.</summary>
/// <remarks>Held once, as <see cref="Int8Rows"/>: row by row until another place takes them over.</remarks>
internal sealed class FloatRows : RowValues, IStoredFloats
{
    private volatile float[]? _values;
    private volatile IRowStore<float>? _store;

    private FloatRows(SparsityPattern pattern, float[] values)
        : base(pattern) => _values = values;

    public static ValueEncoding StoredAs { get; } = new(1, "fp32", Read);

    public override ValueEncoding Encoding => StoredAs;

    public IRowStore<float>? Store => _store;

    public override long SizeInBytes => (long)Pattern.Count * sizeof(float);

    public static FloatRows Encode(ReadOnlySpan<float> weights, SparsityPattern pattern)
    {
        var values = new float[pattern.Count];
        for (var row = 0; row < pattern.Rows; row++)
        {
            pattern.Gather(row, weights.Slice(row * pattern.Columns, pattern.Columns), values.AsSpan(pattern.RowStart(row), pattern.RowLength(row)));
        }

        return new FloatRows(pattern, values);
    }

    public static FloatRows Read(ModelReader reader, SparsityPattern pattern) =>
        new(pattern, reader.ReadSingles(pattern.Count, "weights"));

    public override void DecodeRow(int row, Span<float> destination)
    {
        if (_values is { } values)
        {
            Pattern.Scatter<float>(row, values.AsSpan(Pattern.RowStart(row), Pattern.RowLength(row)), destination);
        }
        else
        {
            _store!.CopyRow(row, destination);
        }
    }

    public override void Write(ModelWriter writer)
    {
        var columns = ArrayPool<float>.Shared.Rent(Pattern.Columns);
        var stored = ArrayPool<float>.Shared.Rent(Pattern.Columns);
        for (var row = 0; row < Pattern.Rows; row++)
        {
            var values = stored.AsSpan(0, Pattern.RowLength(row));
            DecodeRow(row, columns.AsSpan(0, Pattern.Columns));
            Pattern.Gather(row, columns.AsSpan(0, Pattern.Columns), values);
            writer.WriteSingles(values);
        }

        ArrayPool<float>.Shared.Return(columns);
        ArrayPool<float>.Shared.Return(stored);
    }

    public override FloatRows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern)
    {
        var values = new float[pattern.Count];
        var columns = new float[Pattern.Columns];
        for (var row = 0; row < rows.Length; row++)
        {
            DecodeRow(rows[row], columns);
            pattern.Gather<float>(row, columns, values.AsSpan(pattern.RowStart(row), pattern.RowLength(row)));
        }

        return new FloatRows(pattern, values);
    }

    public void MoveTo(IRowStore<float> store)
    {
        _store = store;
        _values = null;
    }
}
