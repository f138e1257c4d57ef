using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>One fp32 scale for all integers of a matrix, or one for each row.</summary>
internal sealed class RowScales : IntegerScales
{
    private readonly float[] _scales;

    /// <param name="scales">One, or as many as rows.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Its columns.</param>
    public RowScales(float[] scales, int rows, int columns)
        : base(rows, columns, columns) => _scales = scales;

    /// <param name="reader">At the number of scales.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="largest">The largest magnitude of an integer, times which a scale has to stay finite.</param>
    public static RowScales Read(ModelReader reader, int rows, int columns, int largest)
    {
        var count = reader.ReadInt32("the number of scales", 1, rows);
        if (count != 1 && count != rows)
        {
            throw reader.Error($"one scale, or one for each of the {rows} rows", $"{count} scales");
        }

        var scales = reader.ReadSingles(count, "scales");
        for (var i = 0; i < scales.Length; i++)
        {
            if (scales[i] < 0 || !float.IsFinite(scales[i] * largest))
            {
                throw reader.Error($"scales of 0 or more that are finite times {largest}", FormattableString.Invariant($"{scales[i]} at index {i}"));
            }
        }

        return new RowScales(scales, rows, columns);
    }

    /// <summary>The largest magnitude of all weights, or of each row.</summary>
    /// <param name="weights">[rows x columns].</param>
    /// <param name="pattern">What is stored of them.</param>
    /// <param name="perRow">Whether each row has a scale of its own.</param>
    public static RowScales OfLargest(ReadOnlySpan<float> weights, SparsityPattern pattern, bool perRow)
    {
        var scales = new float[perRow ? pattern.Rows : 1];
        var length = weights.Length / scales.Length;
        for (var i = 0; i < scales.Length; i++)
        {
            scales[i] = Math.Abs(TensorPrimitives.MaxMagnitude(weights.Slice(i * length, length)));
        }

        return new RowScales(scales, pattern.Rows, pattern.Columns);
    }

    public override float Of(int row, int group) => _scales[_scales.Length == 1 ? 0 : row];

    public override float[] OfGroup(int group) => _scales.Length == Rows ? _scales : base.OfGroup(group);

    /// <remarks>One scale for all rows stays one.</remarks>
    public override RowScales Select(ReadOnlySpan<int> rows)
    {
        if (_scales.Length == 1)
        {
            return new RowScales(_scales, rows.Length, Columns);
        }

        var selected = new float[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            selected[row] = _scales[rows[row]];
        }

        return new RowScales(selected, rows.Length, Columns);
    }

    public override ValueEncoding EncodingOf(IntegerCode code) => code.Encoding;

    public override long SizeWith(IntegerCode code) => code.HeaderSizeInBytes + sizeof(int) + ((long)_scales.Length * sizeof(float));

    public override void Write(ModelWriter writer, IntegerCode code)
    {
        code.WriteHeader(writer);
        writer.WriteInt32(_scales.Length);
        writer.WriteSingles(_scales);
    }
}
