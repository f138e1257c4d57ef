using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>The vectors that parts of rows are chosen from: a codebook for each part, of 8-bit integers with a scale for each feature.</summary>
internal sealed class ProductCodebooks
{
    public const int LeastSize = 2;
    public const int MostSize = 1 << 16;
    private readonly float[] _scales;

    /// <summary>Signed ones: part after part, vector after vector.</summary>
    private readonly byte[] _integers;

    private ProductCodebooks(int parts, int size, float[] scales, byte[] integers)
    {
        (Parts, Size) = (parts, size);
        (_scales, _integers) = (scales, integers);
    }

    /// <summary>Parts of a row, all of the same length.</summary>
    public int Parts { get; }

    /// <summary>Vectors of a codebook.</summary>
    public int Size { get; }

    /// <summary>Features of a row.</summary>
    public int Columns => _scales.Length;

    /// <summary>Features of a part.</summary>
    public int PartLength => Columns / Parts;

    /// <summary>The scale of each feature [columns].</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public long SizeInBytes => (2 * sizeof(int)) + ((long)_scales.Length * sizeof(float)) + _integers.Length;

    /// <summary>Codebooks from the values of each feature.</summary>
    /// <param name="values">For each feature its value in each vector of its part's codebook [columns x size].</param>
    /// <param name="parts">Parts of a row.</param>
    /// <exception cref="ArgumentException">The columns are no multiple of the parts.</exception>
    public static ProductCodebooks Of(Int8Matrix values, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Columns, LeastSize, nameof(values));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Columns, MostSize, nameof(values));
        if (values.Rows % parts != 0)
        {
            throw new ArgumentException($"{values.Rows} features are no multiple of {parts} parts.", nameof(parts));
        }

        var codebooks = new ProductCodebooks(parts, values.Columns, values.Scales.ToArray(), new byte[values.Rows * values.Columns]);
        var feature = new sbyte[values.Columns];
        for (var column = 0; column < values.Rows; column++)
        {
            values.CopyIntegers(column, feature);
            for (var code = 0; code < feature.Length; code++)
            {
                codebooks._integers[codebooks.PlaceOf(column / codebooks.PartLength, code) + (column % codebooks.PartLength)] = (byte)feature[code];
            }
        }

        return codebooks;
    }

    public static ProductCodebooks Read(ModelReader reader, int columns)
    {
        var parts = reader.ReadInt32("the parts of a row", 1, columns);
        if (columns % parts != 0)
        {
            throw reader.Error($"a number of parts that divides {columns} columns", $"{parts}");
        }

        var size = reader.ReadInt32("the vectors of a codebook", LeastSize, MostSize);
        var scales = reader.ReadSingles(columns, "scales of features");
        foreach (var scale in scales)
        {
            if (scale < 0 || !float.IsFinite(scale * Int8Rows.Largest))
            {
                throw reader.Error($"scales of 0 or more that are finite times {Int8Rows.Largest}", FormattableString.Invariant($"{scale}"));
            }
        }

        var bytes = reader.ReadBytes((long)size * columns, "codebooks");
        return bytes.AsSpan().IndexOf(unchecked((byte)sbyte.MinValue)) is >= 0 and var index
            ? throw reader.Error($"integers of codebooks in [-{Int8Rows.Largest}, {Int8Rows.Largest}]", $"{sbyte.MinValue} at index {index}")
            : new ProductCodebooks(parts, size, scales, bytes);
    }

    public void Write(ModelWriter writer)
    {
        writer.WriteInt32(Parts);
        writer.WriteInt32(Size);
        writer.WriteSingles(_scales);
        writer.WriteBytes(_integers);
    }

    /// <summary>Copies the integers of the vectors that make a row.</summary>
    /// <param name="codes">Which vector of each part's codebook [parts].</param>
    /// <param name="integers">Receives signed ones [columns].</param>
    public void CopyIntegers(ReadOnlySpan<ushort> codes, Span<byte> integers)
    {
        var length = PartLength;
        for (var part = 0; part < codes.Length; part++)
        {
            _integers.AsSpan(PlaceOf(part, codes[part]), length).CopyTo(integers.Slice(part * length, length));
        }
    }

    private int PlaceOf(int part, int code) => ((part * Size) + code) * PartLength;
}
