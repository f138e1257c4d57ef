using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as integers of a few bits times scales.</summary>
/// <remarks>Held once: as codes, until another place takes the integers over.</remarks>
internal sealed class IntegerRows : CodeRows, IStoredIntegers
{
    private readonly IntegerCode _code;
    private volatile IRowStore<sbyte>? _store;

    private IntegerRows(SparsityPattern pattern, IntegerCode code, IntegerScales scales, PackedCodes codes)
        : base(pattern, codes)
    {
        _code = code;
        Scales = scales;
    }

    public override ValueEncoding Encoding => Scales.EncodingOf(_code);

    public override IEnumerable<string> Features => new[] { Encoding.Name, _code.Encoding.Name }.Distinct();

    public (int Lowest, int Highest)? Range =>
        FitsInt8() ? (Math.Max(_code.Lowest, -Int8Rows.Largest), Math.Min(_code.Highest, Int8Rows.Largest)) : null;

    public IntegerScales Scales { get; }

    public IRowStore<sbyte>? Store => _store;

    protected override long HeaderSizeInBytes => Scales.SizeWith(_code);

    /// <returns>Null if a stored weight is no integer of the code times its scale.</returns>
    public static IntegerRows? Encode(IntegerCode code, ReadOnlySpan<float> weights, SparsityPattern pattern, IntegerScales scales)
    {
        var codes = Pack(weights, pattern, code.Bits, (row, column, weight) => code.CodeOf(weight, scales.Of(row, column / scales.GroupSize)));
        return codes is null ? null : new IntegerRows(pattern, code, scales, codes);
    }

    public static IntegerRows Read(ModelReader reader, SparsityPattern pattern, IntegerCode code)
    {
        var scales = RowScales.Read(reader, pattern.Rows, pattern.Columns, Math.Max(-code.Lowest, code.Highest));
        return new IntegerRows(pattern, code, scales, PackedCodes.Read(reader, pattern.Count, code.Bits, code.Count));
    }

    public static IntegerRows ReadInGroups(ModelReader reader, SparsityPattern pattern)
    {
        var groupSize = reader.ReadInt32("the columns that share a scale", GroupScales.SizeStep, WeightEncoding.MaxWeights);
        if (groupSize % GroupScales.SizeStep != 0)
        {
            throw reader.Error($"a multiple of {GroupScales.SizeStep} columns that share a scale", $"{groupSize}");
        }

        var code = IntegerCode.Read(reader);
        var scales = GroupScales.Read(reader, pattern, groupSize);
        return new IntegerRows(pattern, code, scales, PackedCodes.Read(reader, pattern.Count, code.Bits, code.Count));
    }

    public override IntegerRows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern) =>
        new(pattern, _code, Scales.Select(rows), SelectCodes(rows, pattern));

    public override void DecodeRow(int row, Span<float> destination)
    {
        if (Scales.Groups > 1 && Pattern.RowLength(row) < Pattern.Columns)
        {
            DecodeScattered(row, destination);
        }
        else
        {
            base.DecodeRow(row, destination);
        }
    }

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

    protected override void WriteHeader(ModelWriter writer) => Scales.Write(writer, _code);

    protected override void Decode(int row, ReadOnlySpan<byte> packed, Span<float> weights)
    {
        if (Scales.Groups == 1)
        {
            CodeDecoder.Decode(packed, _code.Lowest, _code.Stride, Scales.Of(row, 0), weights);
            return;
        }

        for (var group = 0; group < Scales.Groups; group++)
        {
            var (start, length) = (group * Scales.GroupSize, Scales.LengthOf(group));
            CodeDecoder.Decode(packed.Slice(start, length), _code.Lowest, _code.Stride, Scales.Of(row, group), weights.Slice(start, length));
        }
    }

    /// <summary>A row that lacks weights, whose place tells their scales.</summary>
    private void DecodeScattered(int row, Span<float> destination)
    {
        var length = Pattern.RowLength(row);
        var (codes, integers) = (ArrayPool<byte>.Shared.Rent(length), ArrayPool<float>.Shared.Rent(length));
        CopyCodes(row, codes);
        CodeDecoder.Decode(codes.AsSpan(0, length), _code.Lowest, _code.Stride, scale: 1, integers.AsSpan(0, length));
        Pattern.Scatter<float>(row, integers.AsSpan(0, length), destination);
        for (var group = 0; group < Scales.Groups; group++)
        {
            var part = destination.Slice(group * Scales.GroupSize, Scales.LengthOf(group));
            TensorPrimitives.Multiply(part, Scales.Of(row, group), part);
        }

        ArrayPool<byte>.Shared.Return(codes);
        ArrayPool<float>.Shared.Return(integers);
    }

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
