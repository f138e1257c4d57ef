using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as integers of a few bits times a scale, one for all or one a row.</summary>
/// <remarks>Held once: as codes, until another place takes the integers over.</remarks>
internal sealed class IntegerRows : CodeRows, IStoredIntegers
{
    private readonly IntegerCode _code;
    private readonly float[] _scales;
    private volatile IRowStore<sbyte>? _store;

    private IntegerRows(SparsityPattern pattern, IntegerCode code, float[] scales, PackedCodes codes)
        : base(pattern, codes)
    {
        _code = code;
        _scales = scales;
    }

    public override ValueEncoding Encoding => _code.Encoding;

    public (int Lowest, int Highest)? Range =>
        FitsInt8() ? (Math.Max(_code.Lowest, -Int8Rows.Largest), Math.Min(_code.Highest, Int8Rows.Largest)) : null;

    public float[] ScaleOfEachRow => RowScales.OfEachRow(_scales, Pattern.Rows);

    public IRowStore<sbyte>? Store => _store;

    protected override long HeaderSizeInBytes => _code.HeaderSizeInBytes + RowScales.SizeInBytes(_scales);

    /// <returns>Null if a stored weight is no integer of the code times its scale.</returns>
    public static IntegerRows? Encode(IntegerCode code, ReadOnlySpan<float> weights, SparsityPattern pattern, float[] scales)
    {
        var rowScales = RowScales.OfEachRow(scales, pattern.Rows);
        var codes = Pack(weights, pattern, code.Bits, (row, weight) => code.CodeOf(weight, rowScales[row]));
        return codes is null ? null : new IntegerRows(pattern, code, scales, codes);
    }

    public static IntegerRows Read(ModelReader reader, SparsityPattern pattern, IntegerCode code)
    {
        var scales = RowScales.Read(reader, pattern.Rows, Math.Max(-code.Lowest, code.Highest));
        return new IntegerRows(pattern, code, scales, PackedCodes.Read(reader, pattern.Count, code.Bits, code.Count));
    }

    public override IntegerRows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern) =>
        new(pattern, _code, RowScales.Select(_scales, rows), SelectCodes(rows, pattern));

    public void MoveTo(IRowStore<sbyte> store)
    {
        _store = store;
        ForgetCodes();
    }

    public void CopyIntegers(int row, Span<sbyte> columns)
    {
        if (_store is { } store)
        {
            store.CopyRow(row, columns);
            return;
        }

        var stored = ArrayPool<byte>.Shared.Rent(Pattern.Columns);
        var integers = stored.AsSpan(0, Pattern.RowLength(row));
        CopyCodes(row, integers);
        TensorPrimitives.Multiply(integers, (byte)_code.Stride, integers);
        TensorPrimitives.Add(integers, unchecked((byte)_code.Lowest), integers);
        Pattern.Scatter<sbyte>(row, MemoryMarshal.Cast<byte, sbyte>(integers), columns);
        ArrayPool<byte>.Shared.Return(stored);
    }

    protected override void RecallCodes(int row, Span<byte> stored)
    {
        var columns = ArrayPool<sbyte>.Shared.Rent(Pattern.Columns);
        _store!.CopyRow(row, columns.AsSpan(0, Pattern.Columns));
        Pattern.Gather<sbyte>(row, columns.AsSpan(0, Pattern.Columns), MemoryMarshal.Cast<byte, sbyte>(stored));
        foreach (ref var code in stored)
        {
            code = (byte)(((sbyte)code - _code.Lowest) / _code.Stride);
        }

        ArrayPool<sbyte>.Shared.Return(columns);
    }

    protected override void WriteHeader(ModelWriter writer)
    {
        _code.WriteHeader(writer);
        RowScales.Write(writer, _scales);
    }

    protected override void Decode(int row, ReadOnlySpan<byte> packed, Span<float> weights) =>
        CodeDecoder.Decode(packed, _code.Lowest, _code.Stride, _scales[_scales.Length == 1 ? 0 : row], weights);

    private bool FitsInt8()
    {
        if (_code.Lowest >= -Int8Rows.Largest && _code.Highest <= Int8Rows.Largest)
        {
            return true;
        }

        var codes = new byte[Pattern.Columns];
        for (var row = 0; row < Pattern.Rows; row++)
        {
            CopyCodes(row, codes);
            foreach (var code in codes.AsSpan(0, Pattern.RowLength(row)))
            {
                if (Math.Abs(_code.Lowest + (_code.Stride * code)) > Int8Rows.Largest)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
