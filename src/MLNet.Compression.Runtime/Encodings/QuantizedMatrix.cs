using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>All weights in a number format of few bits: integers of 2 to 8 bits, ternary, binary, or by a codebook.</summary>
internal sealed class QuantizedMatrix : WeightMatrix
{
    private readonly RowValues _values;

    private QuantizedMatrix(RowValues values)
        : base(values.Pattern.Rows, values.Pattern.Columns) => _values = values;

    /// <summary>Name of the weights' number format.</summary>
    public string FormatName => _values.Encoding.Name;

    internal static WeightEncoding StoredAs { get; } = new(4, "quantised", Read);

    internal override WeightEncoding Encoding => StoredAs;

    internal override RowValues Values => _values;

    internal override IEnumerable<string> Features => [Encoding.Name, .. _values.Features];

    internal override long ContentSizeInBytes => sizeof(uint) + _values.SizeInBytes;

    /// <summary>Null if the format does not hold a weight.</summary>
    internal static QuantizedMatrix? TryEncode(ReadOnlySpan<float> weights, int rows, int columns, ValueFormat format)
    {
        CheckWeights(weights, rows, columns);
        return format.TryEncode(weights, new FullPattern(rows, columns)) is { } values ? new QuantizedMatrix(values) : null;
    }

    internal override void DecodeRowUnchecked(int row, Span<float> destination) => _values.DecodeRow(row, destination);

    internal override void WriteContent(ModelWriter writer)
    {
        writer.WriteUInt32(_values.Encoding.Id);
        _values.Write(writer);
    }

    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows) => new QuantizedMatrix(_values.SelectRows(rows, _values.Pattern.SelectRows(rows)));

    private static QuantizedMatrix Read(ModelReader reader, int rows, int columns) =>
        new(ValueEncoding.ReadId(reader).Read(reader, new FullPattern(rows, columns)));
}
