using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>context = dropout(softmax(scale Q Kᵀ)) V for queries [from, to).</summary>
/// <param name="head">Q, K and V.</param>
/// <param name="scores">Receives scale Q Kᵀ unless null.</param>
/// <param name="probabilities">Receives the softmax before dropout unless null.</param>
/// <param name="context">Receives the result.</param>
/// <param name="dropout">Which probabilities are dropped.</param>
/// <param name="reach">Which keys a query looks at.</param>
/// <param name="scratch">Working memory.</param>
internal readonly unsafe struct AttentionForwardWork(
    AttentionHead head, MatrixView scores, MatrixView probabilities, MatrixView context, AttentionDropout dropout, AttentionReach reach, AttentionScratch scratch) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var keys = SmallProduct.Pack<TVector>(Factor.Right(head.Keys, transpose: true), scratch.AcrossTokens);
        var values = SmallProduct.Pack<TVector>(Factor.Right(head.Values, transpose: false), scratch.AcrossFeatures);
        for (var row = from; row < to; row += scratch.ChunkRows)
        {
            RunChunk<TVector>(row, Math.Min(scratch.ChunkRows, to - row), keys, values);
        }
    }

    private void RunChunk<TVector>(int row, int rows, PackedPanels keys, PackedPanels values)
        where TVector : struct, ISimdVector<TVector>
    {
        var chunk = probabilities.Data is null ? new MatrixView(scratch.ChunkScores, rows, head.Tokens) : probabilities.RowRange(row, rows);
        var queries = Factor.Left(head.Queries.RowRange(row, rows), transpose: false);
        SmallProduct.Multiply<TVector, ScaleEpilogue>(queries, keys, chunk, false, new ScaleEpilogue(head.Scale));
        for (var i = 0; i < rows; i++)
        {
            if (scores.Data is not null)
            {
                chunk.RowSpan(i).CopyTo(scores.RowSpan(row + i));
            }

            Normalize<TVector>(chunk.Row(i), row + i);
        }

        var kept = AttentionMask.Apply<TVector>(chunk, dropout, row, scratch.ChunkDropped);
        SmallProduct.Multiply<TVector>(Factor.Left(kept, transpose: false), values, context.RowRange(row, rows), false);
    }

    // Keys out of reach get the probability 0, and so no gradient either.
    private void Normalize<TVector>(float* row, int query)
        where TVector : struct, ISimdVector<TVector>
    {
        var first = reach == AttentionReach.Following ? query : 0;
        var end = reach == AttentionReach.Preceding ? query + 1 : head.Tokens;
        SoftmaxRow.Forward<TVector>(row + first, end - first);
        new Span<float>(row, first).Clear();
        new Span<float>(row + end, head.Tokens - end).Clear();
    }
}
