using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>How a model's weights are compressed.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Encode">The encoding of dense matrices.</param>
/// <param name="Sparsity">Share of the blocks of the layers' matrices that are gone.</param>
internal sealed record ModelForm(string Name, Func<float[], int, int, WeightMatrix> Encode, double Sparsity)
{
    public static IReadOnlyList<ModelForm> Catalog { get; } =
    [
        new("fp32", (weights, rows, columns) => DenseMatrix.Encode(weights, rows, columns), 0),
        new("int8", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), 0),
        new("int8, 75 % of blocks gone", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), 0.75),
        new("int8, 87.5 % of blocks gone", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), 0.875),
    ];
}
