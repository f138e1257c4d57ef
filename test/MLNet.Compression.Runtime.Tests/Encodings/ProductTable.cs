using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>A table of product-quantised rows, and the values that it stands for.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Features.</param>
/// <param name="Parts">Parts of a row.</param>
/// <param name="Size">Vectors of a codebook.</param>
internal sealed record ProductTable(int Rows, int Columns, int Parts, int Size)
{
    /// <summary>Vectors of the given values, rounded, and codes without a pattern.</summary>
    public (ProductMatrix Matrix, float[] Values) Create(ReadOnlySpan<float> source)
    {
        var (features, codes) = (new float[Columns * Size], new ushort[Rows * Parts]);
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = source[(i * 31) % source.Length];
        }

        var random = new Random(Size);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = (ushort)(i < 2 ? (Size - 1) * i : random.Next(Size));
        }

        var rounded = Int8Matrix.Encode(features, Columns, Size);
        return (ProductMatrix.Of(ProductCodebooks.Of(rounded, Parts), codes), ValuesOf(rounded, codes));
    }

    /// <summary>Stores word embeddings so, and all else in fp32.</summary>
    public static MatrixEncoder Words(int parts, int size) => (name, weights, rows, columns) => name == "embeddings.word_embeddings"
        ? new ProductTable(rows, columns, parts, size).Create(weights).Matrix
        : DenseMatrix.Encode(weights, rows, columns);

    private float[] ValuesOf(Int8Matrix features, ushort[] codes)
    {
        var (values, feature) = (new float[Rows * Columns], new float[Size]);
        for (var column = 0; column < Columns; column++)
        {
            features.DecodeRow(column, feature);
            for (var row = 0; row < Rows; row++)
            {
                values[(row * Columns) + column] = feature[codes[(row * Parts) + (column / (Columns / Parts))]];
            }
        }

        return values;
    }
}
