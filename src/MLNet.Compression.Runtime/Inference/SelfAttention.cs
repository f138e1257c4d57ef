using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>softmax(Q Kᵀ / sqrt(head size)) V of one sequence, head by head.</summary>
internal static class SelfAttention
{
    /// <param name="shape">Heads and head size.</param>
    /// <param name="queries">[queries x attention size].</param>
    /// <param name="projections">Queries, keys and values of the sequence [tokens x 3 attention size].</param>
    /// <param name="workspace">Holds the scores.</param>
    /// <param name="context">Receives the result [queries x attention size].</param>
    public static void Forward(LayerShape shape, MatrixView queries, MatrixView projections, Workspace workspace, MatrixView context)
    {
        var scores = workspace.Scores(1, projections.Rows).RowSpan(0);
        var scale = 1 / MathF.Sqrt(shape.HeadSize);
        for (var head = 0; head < shape.Heads; head++)
        {
            var first = head * shape.HeadSize;
            var keys = projections.ColumnRange(shape.AttentionSize + first, shape.HeadSize);
            var values = projections.ColumnRange((2 * shape.AttentionSize) + first, shape.HeadSize);
            for (var i = 0; i < queries.Rows; i++)
            {
                var query = queries.RowSpan(i).Slice(first, shape.HeadSize);
                for (var j = 0; j < scores.Length; j++)
                {
                    scores[j] = TensorPrimitives.Dot<float>(query, keys.RowSpan(j)) * scale;
                }

                TensorPrimitives.SoftMax(scores, scores);
                var result = context.RowSpan(i).Slice(first, shape.HeadSize);
                result.Clear();
                for (var j = 0; j < scores.Length; j++)
                {
                    TensorPrimitives.MultiplyAdd<float>(values.RowSpan(j), scores[j], result, result);
                }
            }
        }
    }
}
