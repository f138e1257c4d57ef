using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>softmax(Q Kᵀ / sqrt(head size)) V of one sequence in place of Q, for heads [from, to), a chunk of queries at a time.</summary>
/// <remarks>
/// Queries lie across the lanes: scores are K Qᵀ [tokens x queries] and the result Vᵀ P [head size x queries]. So softmax needs no sums
/// across lanes, and only queries and results are transposed.
/// </remarks>
/// <typeparam name="TNumbers">The numbers that are multiplied.</typeparam>
/// <param name="projections">Queries, overwritten by the result, keys and values of all heads [tokens x 3 heads head size].</param>
/// <param name="heads">Heads.</param>
/// <param name="headSize">Features of a head.</param>
/// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
internal readonly unsafe struct SelfAttentionWork<TNumbers>(MatrixView projections, int heads, int headSize, float* scratch) : IVectorWork
    where TNumbers : struct, IAttentionNumbers
{
    /// <summary>Floats of scratch for a sequence.</summary>
    public static long ScratchLength(int tokens, int headSize) => PanelsLength(headSize) + TNumbers.MemoryLength(tokens, headSize);

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var tokens = projections.Rows;
        for (var head = from; head < to; head++)
        {
            var own = new HeadProjections(projections, head, heads, headSize);
            TNumbers.Prepare<TVector>(own, scratch + PanelsLength(headSize));
            for (var first = 0; first < tokens;)
            {
                if (TVector.Count > Simd256.Count && tokens - first <= TVector.Count)
                {
                    first += RunChunk<Simd256>(own, first);
                }
                else
                {
                    first += RunChunk<TVector>(own, first);
                }
            }
        }
    }

    /// <summary>Queries, with a row that pairs of features may need, and results.</summary>
    private static int PanelsLength(int headSize) => ((2 * headSize) + 1) * AttentionProduct.MostLanes;

    /// <summary>Two vectors of queries, or what is left.</summary>
    private int RunChunk<TVector>(in HeadProjections head, int first)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var count = Math.Min(width, head.Tokens - first);
        var queries = scratch;
        var result = queries + ((headSize + 1) * width);
        PanelPacker.Transpose(head.Queries(first), projections.Stride, headSize, count, queries, width);
        TNumbers.Attend<TVector>(head, queries, result, scratch + PanelsLength(headSize));
        TransposeResult(result, width, count, head.Queries(first));
        return count;
    }

    /// <summary>target[q, f] = result[f, q] for the queries that there are.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private void TransposeResult(float* result, int width, int count, float* target)
    {
        if (count < Transpose4x4.Size || headSize < Transpose4x4.Size)
        {
            TransposeFew(result, width, count, target);
            return;
        }

        // The last squares may overlap those before.
        for (var q = 0; q < count; q += Transpose4x4.Size)
        {
            var query = Math.Min(q, count - Transpose4x4.Size);
            for (var f = 0; f < headSize; f += Transpose4x4.Size)
            {
                var at = Math.Min(f, headSize - Transpose4x4.Size);
                var source = result + (at * width) + query;
                Transpose4x4.Run(
                    source, source + width, source + (2 * width), source + (3 * width), target + ((nint)query * projections.Stride) + at, projections.Stride);
            }
        }
    }

    private void TransposeFew(float* result, int width, int count, float* target)
    {
        for (var q = 0; q < count; q++)
        {
            for (var f = 0; f < headSize; f++)
            {
                target[((nint)q * projections.Stride) + f] = result[(f * width) + q];
            }
        }
    }
}
