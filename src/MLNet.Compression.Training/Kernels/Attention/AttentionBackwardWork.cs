using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>Gradients of one head, chunk of queries by chunk of queries.</summary>
/// <param name="head">Q, K and V.</param>
/// <param name="probabilities">The softmax of the forward pass, before dropout.</param>
/// <param name="contextGradient">dC.</param>
/// <param name="scoreGradient">A further gradient of the scaled scores, or null.</param>
/// <param name="gradient">Receives dQ, dK and dV.</param>
/// <param name="accumulate">Whether to add to what the gradient holds.</param>
/// <param name="dropout">Which probabilities were dropped.</param>
/// <param name="scratch">Working memory.</param>
internal readonly unsafe struct AttentionBackwardWork(
    AttentionHead head, MatrixView probabilities, MatrixView contextGradient, MatrixView scoreGradient, AttentionHead gradient, bool accumulate, AttentionDropout dropout, AttentionScratch scratch) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var values = SmallProduct.Pack<TVector>(Factor.Right(head.Values, transpose: true), scratch.AcrossTokens);
        var keys = SmallProduct.Pack<TVector>(Factor.Right(head.Keys, transpose: false), scratch.AcrossFeatures);
        for (var row = from; row < to; row += scratch.ChunkRows)
        {
            var rows = Math.Min(scratch.ChunkRows, to - row);
            var add = accumulate || row > from;
            ValueGradient<TVector>(row, rows, add);
            var scores = ScoreGradient<TVector>(row, rows, values);
            SmallProduct.Multiply<TVector>(Factor.Left(scores, transpose: false), keys, gradient.Queries.RowRange(row, rows), accumulate);
            KeyGradient<TVector>(scores, row, add);
        }
    }

    // dV += (P m)ᵀ dC.
    private void ValueGradient<TVector>(int row, int rows, bool add)
        where TVector : struct, ISimdVector<TVector>
    {
        var kept = AttentionMask.Apply<TVector>(probabilities.RowRange(row, rows), dropout, row, scratch.ChunkDropped);
        var context = SmallProduct.Pack<TVector>(Factor.Right(contextGradient.RowRange(row, rows), transpose: false), scratch.ChunkFeatures);
        SmallProduct.Multiply<TVector>(Factor.Left(kept, transpose: true), context, gradient.Values, add);
    }

    // dS = scale (P (dP - Σ dP P) + dS'), dP = (dC Vᵀ) m, so that dQ = dS K and dK = dSᵀ Q.
    private MatrixView ScoreGradient<TVector>(int row, int rows, PackedPanels values)
        where TVector : struct, ISimdVector<TVector>
    {
        var chunk = new MatrixView(scratch.ChunkScores, rows, head.Tokens);
        SmallProduct.Multiply<TVector>(Factor.Left(contextGradient.RowRange(row, rows), transpose: false), values, chunk, false);
        AttentionMask.Apply<TVector>(chunk, dropout, row, chunk.Data);
        for (var i = 0; i < rows; i++)
        {
            SoftmaxRow.Backward<TVector>(probabilities.Row(row + i), chunk.Row(i), chunk.Row(i), head.Tokens);
            var further = scoreGradient.Data is null ? null : scoreGradient.Row(row + i);
            AddAndScale<TVector>(chunk.Row(i), further, head.Tokens);
        }

        return chunk;
    }

    // dK += dSᵀ Q.
    private void KeyGradient<TVector>(MatrixView scores, int row, bool add)
        where TVector : struct, ISimdVector<TVector>
    {
        var queries = SmallProduct.Pack<TVector>(Factor.Right(head.Queries.RowRange(row, scores.Rows), transpose: false), scratch.ChunkFeatures);
        SmallProduct.Multiply<TVector>(Factor.Left(scores, transpose: true), queries, gradient.Keys, add);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void AddAndScale<TVector>(float* scores, float* further, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var scale = TVector.Create(head.Scale);
        for (var j = 0; j < count; j += TVector.Count)
        {
            var part = Math.Min(TVector.Count, count - j);
            var sum = TVector.LoadPartial(scores + j, part, TVector.Zero);
            if (further is not null)
            {
                sum += TVector.LoadPartial(further + j, part, TVector.Zero);
            }

            (sum * scale).StorePartial(scores + j, part);
        }
    }
}
