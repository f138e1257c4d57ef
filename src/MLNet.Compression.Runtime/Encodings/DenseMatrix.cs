using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>All weights as 32-bit floating point.</summary>
internal sealed class DenseMatrix : WeightMatrix
{
    private readonly FloatRows _values;

    private DenseMatrix(FloatRows values)
        : base(values.Pattern.Rows, values.Pattern.Columns) => _values = values;

    internal static WeightEncoding StoredAs { get; } = new(1, "fp32", Read);

    internal override WeightEncoding Encoding => StoredAs;

    internal override RowValues Values => _values;

    internal override long ContentSizeInBytes => _values.SizeInBytes;

    /// <summary>Stores weights as they are.</summary>
    /// <param name="weights">Row by row [rows x columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a weight is not finite.</exception>
    public static DenseMatrix Encode(ReadOnlySpan<float> weights, int rows, int columns)
    {
        CheckWeights(weights, rows, columns);
        return new DenseMatrix(FloatRows.Encode(weights, new FullPattern(rows, columns)));
    }

    internal override void DecodeRowUnchecked(int row, Span<float> destination) => _values.DecodeRow(row, destination);

    internal override void WriteContent(ModelWriter writer) => _values.Write(writer);

    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows) => new DenseMatrix(_values.SelectRows(rows, _values.Pattern.SelectRows(rows)));

    private static DenseMatrix Read(ModelReader reader, int rows, int columns) =>
        new(FloatRows.Read(reader, new FullPattern(rows, columns)));
}
