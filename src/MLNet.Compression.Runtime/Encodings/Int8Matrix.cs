using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>All weights as 8-bit integers, symmetric around 0, with one scale for each output row.</summary>
/// <remarks>
/// Row <c>r</c> has the scale <c>s = max |w| / 127</c> and the integers <c>round(w / s)</c>, half to even, in [-127, 127]; so no
/// weight moves by more than <c>s / 2</c>.
/// </remarks>
internal sealed class Int8Matrix : WeightMatrix
{
    private readonly Int8Rows _values;

    private Int8Matrix(Int8Rows values)
        : base(values.Pattern.Rows, values.Pattern.Columns) => _values = values;

    /// <summary>The scale of each row [rows].</summary>
    public ReadOnlySpan<float> Scales => _values.Scales;

    internal static WeightEncoding StoredAs { get; } = new(2, "int8", Read);

    internal override WeightEncoding Encoding => StoredAs;

    internal override RowValues Values => _values;

    internal override long ContentSizeInBytes => _values.SizeInBytes;

    /// <summary>Rounds weights to 8 bits.</summary>
    /// <param name="weights">Row by row [rows x columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a weight is not finite.</exception>
    public static Int8Matrix Encode(ReadOnlySpan<float> weights, int rows, int columns)
    {
        CheckWeights(weights, rows, columns);
        return new Int8Matrix(Int8Rows.Encode(weights, new FullPattern(rows, columns)));
    }

    /// <summary>Rounds weights to multiples of their row's scale.</summary>
    internal static Int8Matrix Encode(ReadOnlySpan<float> weights, int rows, int columns, float[] scales)
    {
        CheckWeights(weights, rows, columns);
        return new Int8Matrix(Int8Rows.Encode(weights, new FullPattern(rows, columns), scales));
    }

    /// <summary>Copies the integers of one row.</summary>
    /// <param name="row">A row, from 0.</param>
    /// <param name="destination">Receives them [columns].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void CopyIntegers(int row, Span<sbyte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (destination.Length != Columns)
        {
            throw new ArgumentException($"A row of {Columns} weights does not fit {destination.Length} values.", nameof(destination));
        }

        _values.CopyIntegers(row, destination);
    }

    /// <summary>A matrix of one integer with scales of 0.</summary>
    internal static Int8Matrix Filled(int rows, int columns, byte value) => new(Int8Rows.Filled(new FullPattern(rows, columns), value));

    internal override void DecodeRowUnchecked(int row, Span<float> destination) => _values.DecodeRow(row, destination);

    internal override void WriteContent(ModelWriter writer) => _values.Write(writer);

    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows) => new Int8Matrix(_values.SelectRows(rows, _values.Pattern.SelectRows(rows)));

    private static Int8Matrix Read(ModelReader reader, int rows, int columns) =>
        new(Int8Rows.Read(reader, new FullPattern(rows, columns)));
}
