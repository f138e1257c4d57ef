using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>The stored weights of a matrix, row by row, in one number format.</summary>
internal abstract class RowValues(SparsityPattern pattern)
{
    /// <summary>Which weights are stored.</summary>
    public SparsityPattern Pattern { get; } = pattern;

    public abstract ValueEncoding Encoding { get; }

    /// <summary>Names of what a reader must know to read the values.</summary>
    public virtual IEnumerable<string> Features => [Encoding.Name];

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public abstract long SizeInBytes { get; }

    /// <summary>Writes a whole row, zeros included, as fp32.</summary>
    public abstract void DecodeRow(int row, Span<float> destination);

    public abstract void Write(ModelWriter writer);

    /// <summary>Some rows with the weights that they store.</summary>
    /// <param name="rows">Rows of this matrix, in the order that they will have.</param>
    /// <param name="pattern">What these rows store: <see cref="SparsityPattern.SelectRows"/> of <see cref="Pattern"/>.</param>
    public abstract RowValues SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern);
}
