using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A number format of weights.</summary>
public sealed class ValueFormat
{
    private readonly EncodeMatrix _encodeDense;
    private readonly EncodeRows _encode;
    private readonly Func<ModelReader, SparsityPattern, RowValues> _read;

    private ValueFormat(uint id, string name, EncodeMatrix encodeDense, EncodeRows encode, Func<ModelReader, SparsityPattern, RowValues> read)
    {
        Id = id;
        Name = name;
        _encodeDense = encodeDense;
        _encode = encode;
        _read = read;
    }

    internal delegate WeightMatrix EncodeMatrix(ReadOnlySpan<float> weights, int rows, int columns);

    internal delegate RowValues EncodeRows(ReadOnlySpan<float> weights, SparsityPattern pattern);

    /// <summary>32-bit floating point: exact.</summary>
    public static ValueFormat Float32 { get; } = new(1, "fp32", DenseMatrix.Encode, FloatRows.Encode, FloatRows.Read);

    /// <summary>8-bit integers with a scale for each row: see <see cref="Int8Matrix"/>.</summary>
    public static ValueFormat Int8 { get; } = new(2, "int8", Int8Matrix.Encode, Int8Rows.Encode, Int8Rows.Read);

    /// <summary>All formats. A new one is added here and nowhere else.</summary>
    internal static IReadOnlyList<ValueFormat> All { get; } = [Float32, Int8];

    /// <summary>The name in messages and in a file's list of features.</summary>
    public string Name { get; }

    /// <summary>The number that stands in files; never reused.</summary>
    internal uint Id { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Stores every weight of a matrix in this format.</summary>
    /// <param name="weights">Row by row [rows x columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a weight is not finite.</exception>
    public WeightMatrix EncodeDense(ReadOnlySpan<float> weights, int rows, int columns) => _encodeDense(weights, rows, columns);

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
