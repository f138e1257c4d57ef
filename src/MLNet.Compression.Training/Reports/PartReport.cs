using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>What one part of a model takes.</summary>
/// <param name="Name">The part: "embeddings", "layer 1", "head", "vocabulary".</param>
/// <param name="Parameters">Weights, biases and layer norms, those that are zero included.</param>
/// <param name="Bytes">Bytes in the model file.</param>
/// <param name="Sparsity">The share of the part's matrix weights that are zero, 0 to 1; NaN without matrices.</param>
/// <param name="BitsPerWeight">Bits in the file for each matrix weight, zeros included; NaN without matrices.</param>
public sealed record PartReport(string Name, long Parameters, long Bytes, double Sparsity, double BitsPerWeight)
{
    /// <summary>Its matrices that have weights, in the order of the file.</summary>
    public IReadOnlyList<MatrixReport> Matrices { get; init => field = new ValueList<MatrixReport>(value); } = new ValueList<MatrixReport>([]);
}
