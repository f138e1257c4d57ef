using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A matrix without weights, of a layer whose heads or neurons are all cut out: no outputs, or no inputs.</summary>
internal sealed class EmptyMatrix : WeightMatrix
{
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs; 0 unless <paramref name="rows"/> is.</param>
    /// <exception cref="ArgumentException">There are weights.</exception>
    public EmptyMatrix(int rows, int columns)
        : base(rows, columns)
    {
        if (rows > 0 && columns > 0)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix has weights.");
        }
    }

    internal static WeightEncoding StoredAs { get; } = new(6, "empty", (_, rows, columns) => new EmptyMatrix(rows, columns)) { HoldsWeights = false };

    internal override WeightEncoding Encoding => StoredAs;

    internal override long ContentSizeInBytes => 0;

    internal override void DecodeRowUnchecked(int row, Span<float> destination)
    {
    }

    internal override void WriteContent(ModelWriter writer)
    {
    }

    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows) => new EmptyMatrix(rows.Length, Columns);
}
