using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as integers in [-127, 127] with one scale for each row.</summary>
/// <remarks>
/// The integers are held once: row by row, as read, until a kernel is asked for; from then on in the kernel's layout, which rows
/// can be taken from as well.
/// </remarks>
internal sealed class Int8Rows : RowValues
{
    public const int Largest = 127;
    private readonly float[] _scales;
    private volatile sbyte[]? _values;
    private volatile LaidOut? _laidOut;

    private Int8Rows(SparsityPattern pattern, float[] scales, sbyte[] values)
        : base(pattern)
    {
        _scales = scales;
        _values = values;
    }

    public override ValueFormat Format => ValueFormat.Int8;

    public override long SizeInBytes => Pattern.Count + ((long)_scales.Length * sizeof(float));

    public ReadOnlySpan<float> Scales => _scales;

    public static Int8Rows Encode(ReadOnlySpan<float> weights, SparsityPattern pattern)
    {
        var scales = new float[pattern.Rows];
        var values = new sbyte[pattern.Count];
        var integers = new sbyte[pattern.Columns];
        for (var row = 0; row < pattern.Rows; row++)
        {
            scales[row] = Quantize(weights.Slice(row * pattern.Columns, pattern.Columns), integers);
            pattern.Gather<sbyte>(row, integers, values.AsSpan(pattern.RowStart(row), pattern.RowLength(row)));
        }

        return new Int8Rows(pattern, scales, values);
    }

    public static Int8Rows Read(ModelReader reader, SparsityPattern pattern)
    {
        var scales = reader.ReadSingles(pattern.Rows, "row scales");
        if (scales.AsSpan().IndexOfAnyInRange(float.MinValue, -float.Epsilon) is >= 0 and var row)
        {
            throw reader.Error("row scales of 0 or more", $"{scales[row]} for row {row}");
        }

        if (pattern.Count > reader.Remaining)
        {
            throw reader.Error($"{pattern.Count} bytes of 8-bit weights", $"{reader.Remaining} bytes left");
        }

        reader.Spend(pattern.Count, "8-bit weights");
        var values = new sbyte[pattern.Count];
        reader.ReadBytes(MemoryMarshal.AsBytes(values.AsSpan()), "8-bit weights");
        return values.AsSpan().IndexOf(sbyte.MinValue) is >= 0 and var index
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
        CopyRow(row, integers.AsSpan(0, Pattern.Columns));
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
            CopyRow(row, columns);
            Pattern.Gather(row, columns, values);
            writer.WriteBytes(MemoryMarshal.AsBytes(values));
        }
    }

    public override LinearKernel CreateKernel(LinearEnd end)
    {
        if (_laidOut is null)
        {
            _laidOut = LayOut();
            _values = null;
        }

        return new Int8LinearKernel(_laidOut.Blocks, end, _laidOut.Kernel);
    }

    /// <summary>The integers of a whole row, zeros included.</summary>
    public void CopyRow(int row, Span<sbyte> columns)
    {
        if (_values is { } values)
        {
            Pattern.Scatter(row, values.AsSpan(Pattern.RowStart(row), Pattern.RowLength(row)), columns);
        }
        else
        {
            _laidOut!.Blocks.CopyRow(row, columns);
        }
    }

    /// <summary>For the first kernel that does not have to work with many more blocks than there are.</summary>
    private LaidOut LayOut()
    {
        Int8Blocks? blocks = null;
        foreach (var kernel in Int8Kernel.Supported)
        {
            if (blocks?.Form != kernel.Form)
            {
                blocks = Int8Blocks.Build(Pattern.Rows, Pattern.Columns, kernel.Form, _scales, CopyRow);
            }

            if (blocks.Growth <= kernel.MostGrowth)
            {
                return new LaidOut(blocks, kernel);
            }
        }

        throw new InvalidOperationException("No kernel takes the matrix.");
    }

    /// <summary>Rounds a row, half to even, to multiples of its largest magnitude / 127, and returns that step.</summary>
    private static float Quantize(ReadOnlySpan<float> row, Span<sbyte> integers)
    {
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude(row)) / Largest;
        if (scale == 0)
        {
            integers.Clear();
            return 0;
        }

        for (var i = 0; i < row.Length; i++)
        {
            integers[i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scale), -Largest, Largest);
        }

        return scale;
    }

    private sealed record LaidOut(Int8Blocks Blocks, Int8Kernel Kernel);
}
