using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as fp32.</summary>
internal sealed class FloatRows : RowValues
{
    private readonly float[] _values;

    private FloatRows(SparsityPattern pattern, float[] values)
        : base(pattern) => _values = values;

    public override ValueFormat Format => ValueFormat.Float32;

    public override long SizeInBytes => (long)_values.Length * sizeof(float);

    public static FloatRows Encode(ReadOnlySpan<float> weights, SparsityPattern pattern)
    {
        var values = new float[pattern.Count];
        for (var row = 0; row < pattern.Rows; row++)
        {
            pattern.Gather(row, weights.Slice(row * pattern.Columns, pattern.Columns), Row(values, pattern, row));
        }

        return new FloatRows(pattern, values);
    }

    public static FloatRows Read(ModelReader reader, SparsityPattern pattern) =>
        new(pattern, reader.ReadSingles(pattern.Count, "weights"));

    public override void DecodeRow(int row, Span<float> destination) =>
        Pattern.Scatter<float>(row, Row(_values, Pattern, row), destination);

    public override void Write(ModelWriter writer) => writer.WriteSingles(_values);

    public override LinearKernel CreateKernel(LinearEnd end)
    {
        var weights = new float[Pattern.Rows * Pattern.Columns];
        for (var row = 0; row < Pattern.Rows; row++)
        {
            DecodeRow(row, weights.AsSpan(row * Pattern.Columns, Pattern.Columns));
        }

        return new FloatLinearKernel(weights, Pattern.Rows, Pattern.Columns, end);
    }

    private static Span<float> Row(float[] values, SparsityPattern pattern, int row) =>
        values.AsSpan(pattern.RowStart(row), pattern.RowLength(row));
}
