using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A number format for the weights that a sparse matrix keeps.</summary>
public sealed class ValueFormat
{
    private readonly EncodeRows _encode;
    private readonly Func<ModelReader, SparsityPattern, RowValues> _read;

    private ValueFormat(uint id, string name, EncodeRows encode, Func<ModelReader, SparsityPattern, RowValues> read)
    {
        Id = id;
        Name = name;
        _encode = encode;
        _read = read;
    }

    internal delegate RowValues EncodeRows(ReadOnlySpan<float> weights, SparsityPattern pattern);

    /// <summary>32-bit floating point: exact.</summary>
    public static ValueFormat Float32 { get; } = new(1, "fp32", FloatRows.Encode, FloatRows.Read);

    /// <summary>8-bit integers with a scale for each row: see <see cref="Int8Matrix"/>.</summary>
    public static ValueFormat Int8 { get; } = new(2, "int8", Int8Rows.Encode, Int8Rows.Read);

    /// <summary>All formats. A new one is added here and nowhere else.</summary>
    internal static IReadOnlyList<ValueFormat> All { get; } = [Float32, Int8];

    /// <summary>The name in messages and in a file's list of features.</summary>
    public string Name { get; }

    /// <summary>The number that stands in files; never reused.</summary>
    internal uint Id { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal RowValues Encode(ReadOnlySpan<float> weights, SparsityPattern pattern) => _encode(weights, pattern);

    internal static ValueFormat ReadId(ModelReader reader)
    {
        var id = reader.ReadUInt32("the format of a sparse matrix's values");
        return All.FirstOrDefault(f => f.Id == id)
            ?? throw reader.Error(
                $"a value format in 1 to {All.Max(f => f.Id)}", $"{id}", "The file was written by a newer version: update the library.");
    }

    internal RowValues Read(ModelReader reader, SparsityPattern pattern) => _read(reader, pattern);
}
