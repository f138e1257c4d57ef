using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>An fp16 scale for each group of a row's columns. Integers times such a scale are exact in fp32.</summary>
internal sealed class GroupScales : IntegerScales
{
    /// <summary>Group sizes are multiples of it, so that the inputs of a group are whole vectors for every kernel.</summary>
    public const int SizeStep = 16;

    private readonly Half[] _scales;

    private GroupScales(Half[] scales, int rows, int columns, int groupSize)
        : base(rows, columns, groupSize) => _scales = scales;

    public static ValueEncoding StoredAs { get; } = new(8, "group-scales", IntegerRows.ReadInGroups);

    /// <summary>Scales that are given.</summary>
    /// <param name="scales">Row by row [rows x groups].</param>
    /// <param name="pattern">The matrix.</param>
    /// <param name="groupSize">Columns of a group.</param>
    /// <returns>Null if one is no fp16 number.</returns>
    public static GroupScales? Of(ReadOnlySpan<float> scales, SparsityPattern pattern, int groupSize)
    {
        var halves = new Half[scales.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)scales[i];
            if ((float)halves[i] != scales[i])
            {
                return null;
            }
        }

        return new GroupScales(halves, pattern.Rows, pattern.Columns, groupSize);
    }

    /// <summary>The largest magnitude of each group.</summary>
    /// <param name="weights">[rows x columns].</param>
    /// <param name="pattern">What is stored of them.</param>
    /// <param name="groupSize">Columns of a group.</param>
    /// <returns>Null if one is no fp16 number.</returns>
    public static GroupScales? OfLargest(ReadOnlySpan<float> weights, SparsityPattern pattern, int groupSize)
    {
        var empty = new GroupScales([], pattern.Rows, pattern.Columns, groupSize);
        var scales = new float[pattern.Rows * empty.Groups];
        for (var i = 0; i < scales.Length; i++)
        {
            var (row, group) = Math.DivRem(i, empty.Groups);
            scales[i] = Math.Abs(TensorPrimitives.MaxMagnitude(weights.Slice((row * pattern.Columns) + (group * groupSize), empty.LengthOf(group))));
        }

        return Of(scales, pattern, groupSize);
    }

    /// <param name="reader">At the scales.</param>
    /// <param name="pattern">The matrix.</param>
    /// <param name="groupSize">Columns of a group.</param>
    public static unsafe GroupScales Read(ModelReader reader, SparsityPattern pattern, int groupSize)
    {
        var groups = ((long)pattern.Columns + groupSize - 1) / groupSize;
        var bytes = reader.ReadBytes(pattern.Rows * groups * sizeof(Half), "group scales");
        reader.Spend(bytes.Length, "group scales");
        var scales = MemoryMarshal.Cast<byte, Half>(bytes).ToArray();
        LittleEndian.ToHost(scales);
        for (var i = 0; i < scales.Length; i++)
        {
            if (!(scales[i] >= Half.Zero && Half.IsFinite(scales[i])))
            {
                throw reader.Error("finite group scales of 0 or more", FormattableString.Invariant($"{scales[i]} at index {i}"));
            }
        }

        return new GroupScales(scales, pattern.Rows, pattern.Columns, groupSize);
    }

    public override float Of(int row, int group) => (float)_scales[(row * Groups) + group];

    public override GroupScales Select(ReadOnlySpan<int> rows)
    {
        var selected = new Half[rows.Length * Groups];
        for (var row = 0; row < rows.Length; row++)
        {
            _scales.AsSpan(rows[row] * Groups, Groups).CopyTo(selected.AsSpan(row * Groups));
        }

        return new GroupScales(selected, rows.Length, Columns, GroupSize);
    }

    public override ValueEncoding EncodingOf(IntegerCode code) => StoredAs;

    public override unsafe long SizeWith(IntegerCode code) => sizeof(int) + sizeof(uint) + code.HeaderSizeInBytes + ((long)_scales.Length * sizeof(Half));

    public override void Write(ModelWriter writer, IntegerCode code)
    {
        writer.WriteInt32(GroupSize);
        writer.WriteUInt32(code.Encoding.Id);
        code.WriteHeader(writer);
        Half[] scales = [.. _scales];
        LittleEndian.ToHost(scales);
        writer.WriteBytes(MemoryMarshal.AsBytes(scales.AsSpan()));
    }
}
