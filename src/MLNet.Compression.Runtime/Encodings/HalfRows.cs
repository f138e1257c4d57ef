using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as fp16 (IEEE 754 binary16), multiplied in fp32.</summary>
/// <remarks>Held once, as <see cref="FloatRows"/>: in 16 bits, until another place takes them over in 32, which holds the same numbers.</remarks>
internal sealed class HalfRows : RowValues, IStoredFloats
{
    private volatile Half[]? _values;
    private volatile IRowStore<float>? _store;

    private HalfRows(SparsityPattern pattern, Half[] values)
        : base(pattern) => _values = values;

    public static ValueEncoding StoredAs { get; } = new(7, "fp16", Read);

    public override ValueEncoding Encoding => StoredAs;

    public override unsafe long SizeInBytes => (long)Pattern.Count * sizeof(Half);

    public IRowStore<float>? Store => _store;

    /// <summary>Rounds to the nearest, half to even.</summary>
    /// <returns>Null if a stored weight is beyond ±65,504, the largest number.</returns>
    public static HalfRows? Encode(ReadOnlySpan<float> weights, SparsityPattern pattern)
    {
        var values = new Half[pattern.Count];
        var stored = new float[pattern.Columns];
        for (var row = 0; row < pattern.Rows; row++)
        {
            var (start, length) = (pattern.RowStart(row), pattern.RowLength(row));
            pattern.Gather(row, weights.Slice(row * pattern.Columns, pattern.Columns), stored.AsSpan(0, length));
            TensorPrimitives.ConvertToHalf(stored.AsSpan(0, length), values.AsSpan(start, length));
        }

        return FirstNonFinite(values) < 0 ? new HalfRows(pattern, values) : null;
    }

    public static unsafe HalfRows Read(ModelReader reader, SparsityPattern pattern)
    {
        var bytes = reader.ReadBytes((long)pattern.Count * sizeof(Half), "fp16 weights");
        reader.Spend(bytes.Length, "fp16 weights");
        var values = MemoryMarshal.Cast<byte, Half>(bytes).ToArray();
        LittleEndian.ToHost(values);
        return FirstNonFinite(values) is >= 0 and var bad
            ? throw reader.Error("finite fp16 weights", FormattableString.Invariant($"{values[bad]} at index {bad}"))
            : new HalfRows(pattern, values);
    }

    public override void DecodeRow(int row, Span<float> destination)
    {
        if (_values is not { } values)
        {
            _store!.CopyRow(row, destination);
            return;
        }

        var stored = values.AsSpan(Pattern.RowStart(row), Pattern.RowLength(row));
        var floats = ArrayPool<float>.Shared.Rent(stored.Length);
        TensorPrimitives.ConvertToSingle(stored, floats.AsSpan(0, stored.Length));
        Pattern.Scatter<float>(row, floats.AsSpan(0, stored.Length), destination);
        ArrayPool<float>.Shared.Return(floats);
    }

    public override void Write(ModelWriter writer)
    {
        for (var row = 0; row < Pattern.Rows; row++)
        {
            var halves = HalvesOf(row);
            LittleEndian.ToHost(halves);
            writer.WriteBytes(MemoryMarshal.AsBytes(halves.AsSpan()));
        }
    }

    public override HalfRows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern)
    {
        var values = new Half[pattern.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            HalvesOf(rows[row]).CopyTo(values.AsSpan(pattern.RowStart(row)));
        }

        return new HalfRows(pattern, values);
    }

    public void MoveTo(IRowStore<float> store)
    {
        _store = store;
        _values = null;
    }

    /// <summary>The stored weights of a row.</summary>
    private Half[] HalvesOf(int row)
    {
        var halves = new Half[Pattern.RowLength(row)];
        var (columns, stored) = (new float[Pattern.Columns], new float[halves.Length]);
        DecodeRow(row, columns);
        Pattern.Gather<float>(row, columns, stored);
        TensorPrimitives.ConvertToHalf(stored, halves);
        return halves;
    }

    private static int FirstNonFinite(Half[] values) => Array.FindIndex(values, value => !Half.IsFinite(value));
}
