using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>Attention of one query per head: softmax(scale q Kᵀ) V in place of q, for heads [from, to).</summary>
/// <param name="query">q of all heads, overwritten by the result [heads x head size].</param>
/// <param name="keys">K of all heads [tokens x heads head size].</param>
/// <param name="values">V of all heads [tokens x heads head size].</param>
/// <param name="headSize">Features of a head.</param>
/// <param name="scores">Room for a value per token.</param>
internal readonly unsafe struct SingleQueryWork(float* query, MatrixView keys, MatrixView values, int headSize, float* scores) : IVectorWork
{
    [MethodImpl(KernelMethod.Standalone)]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var scale = 1 / MathF.Sqrt(headSize);
        for (var head = from; head < to; head++)
        {
            var first = head * headSize;
            for (var token = 0; token < keys.Rows; token++)
            {
                scores[token] = scale * Dot<TVector>(query + first, keys.Row(token) + first, headSize);
            }

            SoftmaxRow.Forward<TVector>(scores, keys.Rows);
            for (var i = 0; i < headSize; i += TVector.Count)
            {
                WeightedSum<TVector>(first + i, Math.Min(TVector.Count, headSize - i));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot<TVector>(float* x, float* y, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var sum = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            sum = TVector.MultiplyAdd(TVector.Load(x + i), TVector.Load(y + i), sum);
        }

        if (i < count)
        {
            sum = TVector.MultiplyAdd(TVector.LoadPartial(x + i, count - i, TVector.Zero), TVector.LoadPartial(y + i, count - i, TVector.Zero), sum);
        }

        return TVector.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WeightedSum<TVector>(int column, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var sum = TVector.Zero;
        for (var token = 0; token < values.Rows; token++)
        {
            sum = TVector.MultiplyAdd(TVector.Create(scores[token]), TVector.LoadPartial(values.Row(token) + column, count, TVector.Zero), sum);
        }

        sum.StorePartial(query + column, count);
    }
}
