using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.RowTables;

/// <summary>A table in some form.</summary>
/// <param name="Bytes">What it takes in a file.</param>
/// <param name="DecodeRow">Writes a row.</param>
internal sealed record StoredTable(long Bytes, Action<int, float[]> DecodeRow)
{
    public static StoredTable Of(WeightMatrix matrix) => new(matrix.SizeInBytes, (row, values) => matrix.DecodeRow(row, values));
}
