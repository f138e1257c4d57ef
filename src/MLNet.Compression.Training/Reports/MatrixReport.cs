namespace MLNet.Compression;

/// <summary>What one matrix of a model takes.</summary>
/// <param name="Name">Its place in the part: "query, key, value", "attention output", "intermediate", "output", "words".</param>
/// <param name="Rows">Its rows: outputs, or vectors of a table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Bytes">Bytes in the model file.</param>
/// <param name="Sparsity">The share of its weights that are zero, 0 to 1.</param>
public sealed record MatrixReport(string Name, int Rows, int Columns, long Bytes, double Sparsity)
{
    /// <summary>Its weights, those that are zero included.</summary>
    public long Weights => (long)Rows * Columns;

    /// <summary>Bits in the file for each weight, zeros included.</summary>
    public double BitsPerWeight => Bytes * 8.0 / Weights;
}
