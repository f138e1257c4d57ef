using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>How a model's weights are compressed.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Encode">The encoding of dense matrices.</param>
/// <param name="Kept">The number format of the blocks that are kept.</param>
/// <param name="Sparsity">Share of the blocks of the layers' matrices that are gone.</param>
internal sealed record ModelForm(string Name, Func<float[], int, int, WeightMatrix> Encode, ValueFormat Kept, double Sparsity)
{
    public static IReadOnlyList<ModelForm> Catalog { get; } =
    [
        new("fp32", (weights, rows, columns) => DenseMatrix.Encode(weights, rows, columns), ValueFormat.Float32, 0),
        new("fp32, 75 % of blocks gone", (weights, rows, columns) => DenseMatrix.Encode(weights, rows, columns), ValueFormat.Float32, 0.75),
        new("fp32, 87.5 % of blocks gone", (weights, rows, columns) => DenseMatrix.Encode(weights, rows, columns), ValueFormat.Float32, 0.875),
        new("int8", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), ValueFormat.Int8, 0),
        new("int8, 75 % of blocks gone", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), ValueFormat.Int8, 0.75),
        new("int8, 87.5 % of blocks gone", (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns), ValueFormat.Int8, 0.875),
        new("4 bits", FourBits, ValueFormat.Int8, 0),
    ];

    /// <summary>Integers from −8 to 7 times a step for each row.</summary>
    private static WeightMatrix FourBits(float[] weights, int rows, int columns)
    {
        var (steps, rounded) = (new float[rows], new float[weights.Length]);
        for (var row = 0; row < rows; row++)
        {
            var values = weights.AsSpan(row * columns, columns);
            steps[row] = Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / 7;
            for (var column = 0; column < columns; column++)
            {
                rounded[(row * columns) + column] = steps[row] * Math.Clamp(MathF.Round(values[column] / steps[row]), -8, 7);
            }
        }

        return ValueFormat.Integers(4, signed: true, steps).EncodeDense(rounded, rows, columns);
    }
}
