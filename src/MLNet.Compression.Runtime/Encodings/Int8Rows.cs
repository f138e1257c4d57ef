using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as integers in [-127, 127] with one scale for each row.</summary>
/// <remarks>
/// The integers are held once: row by row, as read, until another place takes them over, such as a kernel's layout.
/// </remarks>
internal sealed class Int8Rows : RowValues, IStoredIntegers
{
    public const int Largest = 127;
    private readonly float[] _scales;
    private volatile sbyte[]? _values;
    private volatile IRowStore<sbyte>? _store;

    private Int8Rows(SparsityPattern pattern, float[] scales, sbyte[] values)
        : base(pattern)
    {
        _scales = scales;
        _values = values;
    }

    public static ValueEncoding StoredAs { get; } = new(2, "int8", Read);

    public override ValueEncoding Encoding => StoredAs;

    public override long SizeInBytes => Pattern.Count + ((long)_scales.Length * sizeof(float));

    public ReadOnlySpan<float> Scales => _scales;

    public (int Lowest, int Highest)? Range => (-Largest, Largest);

    IntegerScales IStoredIntegers.Scales => new RowScales(_scales, Pattern.Rows, Pattern.Columns);

    public IRowStore<sbyte>? Store => _store;

    public static Int8Rows Encode(ReadOnlySpan<float> weights, SparsityPattern pattern)
    {
        var scales = new float[pattern.Rows];
        for (var row = 0; row < pattern.Rows; row++)
        {
            scales[row] = ScaleOf(weights.Slice(row * pattern.Columns, pattern.Columns));
        }

        return Encode(weights, pattern, scales);
    }

    /// <param name="weights">All weights [rows x columns].</param>
    /// <param name="pattern">Which are stored.</param>
    /// <param name="scales">The scale of each row, to multiples of which its weights are rounded.</param>
    public static Int8Rows Encode(ReadOnlySpan<float> weights, SparsityPattern pattern, float[] scales)
    {
        var values = new sbyte[pattern.Count];
        var integers = new sbyte[pattern.Columns];
        for (var row = 0; row < pattern.Rows; row++)
        {
            Quantize(weights.Slice(row * pattern.Columns, pattern.Columns), scales[row], integers);
            pattern.Gather<sbyte>(row, integers, values.AsSpan(pattern.RowStart(row), pattern.RowLength(row)));
        }

        return new Int8Rows(pattern, scales, values);
    }

    /// <summary>One integer of at most 127 everywhere, with scales of 0.</summary>
    public static Int8Rows Filled(SparsityPattern pattern, byte value)
    {
        var values = new sbyte[pattern.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (sbyte)value;
        }

        return new Int8Rows(pattern, new float[pattern.Rows], values);
    }

    public static Int8Rows Read(ModelReader reader, SparsityPattern pattern)
    {
        var scales = reader.ReadSingles(pattern.Rows, "row scales");
        if (FiniteCheck.FirstNegative(scales) is >= 0 and var row)
        {
            throw reader.Error("row scales of 0 or more", FormattableString.Invariant($"{scales[row]} for row {row}"));
        }

        if (pattern.Count > reader.Remaining)
        {
            throw reader.Error($"{pattern.Count} bytes of 8-bit weights", $"{reader.Remaining} bytes left");
        }

        reader.Spend(pattern.Count, "8-bit weights");
        var values = GC.AllocateUninitializedArray<sbyte>(pattern.Count);
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        reader.ReadBytes(bytes, "8-bit weights");
        return bytes.IndexOf(unchecked((byte)sbyte.MinValue)) is >= 0 and var index
            ? throw reader.Error($"8-bit weights in [-{Largest}, {Largest}]", $"{sbyte.MinValue} at index {index}")
            : new Int8Rows(pattern, scales, values);
    }

    public override void DecodeRow(int row, Span<float> destination)
    {
        if (_values is { } values && Pattern.RowLength(row) == Pattern.Columns)
        {
            RowDecoder.Decode(values.AsSpan(Pattern.RowStart(row), Pattern.Columns), _scales[row], destination);
            return;
        }

        var integers = ArrayPool<sbyte>.Shared.Rent(Pattern.Columns);
        CopyIntegers(row, integers.AsSpan(0, Pattern.Columns));
        RowDecoder.Decode(integers.AsSpan(0, Pattern.Columns), _scales[row], destination);
        ArrayPool<sbyte>.Shared.Return(integers);
    }

    public override void Write(ModelWriter writer)
    {
        writer.WriteSingles(_scales);
        var columns = new sbyte[Pattern.Columns];
        var stored = new sbyte[Pattern.Columns];
        for (var row = 0; row < Pattern.Rows; row++)
        {
            var values = stored.AsSpan(0, Pattern.RowLength(row));
            CopyIntegers(row, columns);
            Pattern.Gather(row, columns, values);
            writer.WriteBytes(MemoryMarshal.AsBytes(values));
        }
    }

    public override Int8Rows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern)
    {
        var (scales, values, columns) = (new float[rows.Length], new sbyte[pattern.Count], new sbyte[Pattern.Columns]);
        for (var row = 0; row < rows.Length; row++)
        {
            scales[row] = _scales[rows[row]];
            CopyIntegers(rows[row], columns);
            pattern.Gather<sbyte>(row, columns, values.AsSpan(pattern.RowStart(row), pattern.RowLength(row)));
        }

        return new Int8Rows(pattern, scales, values);
    }

    public void MoveTo(IRowStore<sbyte> store)
    {
        _store = store;
        _values = null;
    }

    public void CopyIntegers(int row, Span<sbyte> columns)
    {
        if (_values is { } values)
        {
            Pattern.Scatter(row, values.AsSpan(Pattern.RowStart(row), Pattern.RowLength(row)), columns);
        }
        else
        {
            _store!.CopyRow(row, columns);
        }
    }

    /// <summary>The largest magnitude of a row / 127.</summary>
    public static float ScaleOf(ReadOnlySpan<float> row) => Math.Abs(TensorPrimitives.MaxMagnitude(row)) / Largest;

    /// <summary>Rounds a row, half to even, to multiples of its scale.</summary>
    private static void Quantize(ReadOnlySpan<float> row, float scale, Span<sbyte> integers)
    {
        if (scale == 0)
        {
            integers.Clear();
            return;
        }

        for (var i = 0; i < row.Length; i++)
        {
            integers[i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scale), -Largest, Largest);
        }
    }
}
