using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as integers of a few bits times a scale, one for all or one a row.</summary>
/// <remarks>Multiplied as 8-bit integers where all lie in [-127, 127], else in fp32.</remarks>
internal sealed class IntegerRows : CodeRows
{
    private readonly IntegerCode _code;
    private readonly float[] _scales;
    private volatile Int8Layout? _integers;
    private volatile FloatLayout? _floats;

    private IntegerRows(SparsityPattern pattern, IntegerCode code, float[] scales, PackedCodes codes)
        : base(pattern, codes)
    {
        _code = code;
        _scales = scales;
    }

    public override ValueEncoding Encoding => _code.Encoding;

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

    public override LinearKernel CreateKernel(LinearEnd end)
    {
        if (_integers is null && _floats is null)
        {
            if (FitsInt8())
            {
                _integers = Int8Layout.Of(new IntegerWeights(Pattern.Rows, Pattern.Columns, Math.Max(_code.Lowest, -Int8Rows.Largest), Math.Min(_code.Highest, Int8Rows.Largest), RowScales.OfEachRow(_scales, Pattern.Rows), Pattern is BlockPattern, CopyIntegers));
            }
            else
            {
                _floats = FloatLayout.Of(Pattern.Rows, Pattern.Columns, DecodeRow);
            }
        }

        return _integers is { } integers ? integers.CreateKernel(end) : _floats!.CreateKernel(end);
    }

    protected override void WriteHeader(ModelWriter writer)
    {
        _code.WriteHeader(writer);
        RowScales.Write(writer, _scales);
    }

    protected override void Decode(int row, ReadOnlySpan<byte> packed, Span<float> weights) =>
        CodeDecoder.Decode(packed, _code.Lowest, _code.Stride, _scales[_scales.Length == 1 ? 0 : row], weights);

    /// <summary>The integers of a whole row, zeros included.</summary>
    private void CopyIntegers(int row, Span<sbyte> columns)
    {
        var stored = ArrayPool<byte>.Shared.Rent(Pattern.Columns);
        var integers = stored.AsSpan(0, Pattern.RowLength(row));
        CopyCodes(row, integers);
        TensorPrimitives.Multiply(integers, (byte)_code.Stride, integers);
        TensorPrimitives.Add(integers, unchecked((byte)_code.Lowest), integers);
        Pattern.Scatter<sbyte>(row, MemoryMarshal.Cast<byte, sbyte>(integers), columns);
        ArrayPool<byte>.Shared.Return(stored);
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
