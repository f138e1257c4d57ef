using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>Weights of a model as graphs take them.</summary>
internal static class GraphWeights
{
    /// <summary>In fp32 [rows x columns].</summary>
    public static float[] Of(WeightMatrix matrix)
    {
        var values = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(values);
        return values;
    }

    /// <summary>In fp32 [columns x rows].</summary>
    public static float[] Transposed(WeightMatrix matrix)
    {
        var (row, values) = (new float[matrix.Columns], new float[matrix.Rows * matrix.Columns]);
        for (var i = 0; i < matrix.Rows; i++)
        {
            matrix.DecodeRow(i, row);
            for (var j = 0; j < matrix.Columns; j++)
            {
                values[(j * matrix.Rows) + i] = row[j];
            }
        }

        return values;
    }

    /// <summary>A table of the embeddings.</summary>
    public static string Table(this GraphBuilder graph, string name, WeightMatrix matrix) => graph.Weight<float>(name, Of(matrix), matrix.Rows, matrix.Columns);

    /// <summary>The bias of a layer.</summary>
    public static string Bias(this GraphBuilder graph, LinearWeights weights, string name) => graph.Vector($"{name}/bias", weights.Bias ?? new float[weights.Weight.Rows]);

    /// <summary>A number for each feature.</summary>
    public static string Vector(this GraphBuilder graph, string name, float[] values) => graph.Weight<float>(name, values, values.Length);
}
