using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>softmax(scale Q Kᵀ) V of one sequence in place of Q, for heads [from, to), a chunk of queries at a time.</summary>
/// <remarks>
/// Queries lie across the lanes: scores are K Qᵀ [tokens x queries] and the result Vᵀ P [head size x queries]. So keys and values are
/// read in place, and softmax needs no sums across lanes. Only queries and results are transposed.
/// </remarks>
/// <param name="projections">Queries, overwritten by the result, keys and values of all heads [tokens x 3 heads head size].</param>
/// <param name="heads">Heads.</param>
/// <param name="headSize">Features of a head.</param>
/// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
internal readonly unsafe struct SelfAttentionWork(MatrixView projections, int heads, int headSize, float* scratch) : IVectorWork
{
    private const int MostLanes = 32;
    private const float Log2E = 1.44269504f;

    /// <summary>Floats of scratch for a sequence.</summary>
    public static long ScratchLength(int tokens, int headSize) => ((long)tokens + (2 * headSize) + 1) * MostLanes;

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var tokens = projections.Rows;
        for (var head = from; head < to; head++)
        {
            for (var first = 0; first < tokens;)
            {
                if (TVector.Count > Simd256.Count && tokens - first <= TVector.Count)
                {
                    first += RunChunk<Simd256>(head, first);
                }
                else
                {
                    first += RunChunk<TVector>(head, first);
                }
            }
        }
    }

    /// <summary>Two vectors of queries, or what is left.</summary>
    private int RunChunk<TVector>(int head, int first)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var size = heads * headSize;
        var count = Math.Min(width, projections.Rows - first);
        var queries = scratch;
        var result = queries + (headSize * width);
        var factors = result + (headSize * width);
        var scores = factors + width;
        var column = projections.Data + (head * headSize);
        PanelPacker.Transpose(column + ((nint)first * projections.Stride), projections.Stride, headSize, count, queries, width);
        Scale<TVector>(queries, headSize * width, Log2E / MathF.Sqrt(headSize));
        Multiply<TVector>(column + size, projections.Stride, 1, queries, headSize, scores, projections.Rows);
        Exponentials<TVector>(scores, projections.Rows, factors);
        Multiply<TVector>(column + (2 * size), 1, projections.Stride, scores, projections.Rows, result, headSize);
        Normalize<TVector>(result, factors);
        TransposeResult(result, width, count, column + ((nint)first * projections.Stride));
        return count;
    }

    /// <summary>c [rows x width] = A b [k x width], A(i, p) = a[i aRow + p aStep].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void Multiply<TVector>(float* a, nint aRow, nint aStep, float* b, int k, float* c, int rows)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        for (var row = 0; row < rows; row += TVector.TileRows)
        {
            var run = TileKernels<TVector>.ForRows(Math.Min(TVector.TileRows, rows - row));
            run(a + (row * aRow), aRow, aStep, b, width, k, c + ((nint)row * width), width, false);
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void Scale<TVector>(float* x, int count, float factor)
        where TVector : struct, ISimdVector<TVector>
    {
        var scale = TVector.Create(factor);
        for (var i = 0; i < count; i += TVector.Count)
        {
            (TVector.Load(x + i) * scale).Store(x + i);
        }
    }

    /// <summary>2^(score - the query's largest) in place, and one over the sum of each query's. The scores carry the factor log2 e.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void Exponentials<TVector>(float* scores, int tokens, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var left = TVector.Load(scores);
        var right = TVector.Load(scores + TVector.Count);
        for (var row = scores + width; row < scores + ((nint)tokens * width); row += width)
        {
            left = TVector.Max(left, TVector.Load(row));
            right = TVector.Max(right, TVector.Load(row + TVector.Count));
        }

        TVector leftSum = TVector.Zero, rightSum = TVector.Zero;
        for (var row = scores; row < scores + ((nint)tokens * width); row += width)
        {
            var power = PowerOfTwo.Of(TVector.Load(row) - left);
            power.Store(row);
            leftSum += power;
            power = PowerOfTwo.Of(TVector.Load(row + TVector.Count) - right);
            power.Store(row + TVector.Count);
            rightSum += power;
        }

        (TVector.Create(1f) / leftSum).Store(factors);
        (TVector.Create(1f) / rightSum).Store(factors + TVector.Count);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Normalize<TVector>(float* result, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var left = TVector.Load(factors);
        var right = TVector.Load(factors + TVector.Count);
        for (var row = 0; row < headSize; row++, result += 2 * TVector.Count)
        {
            (TVector.Load(result) * left).Store(result);
            (TVector.Load(result + TVector.Count) * right).Store(result + TVector.Count);
        }
    }

    /// <summary>target[q, f] = result[f, q] for the queries that there are.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private void TransposeResult(float* result, int width, int count, float* target)
    {
        var q = 0;
        for (; q <= count - Transpose4x4.Size && headSize >= Transpose4x4.Size; q += Transpose4x4.Size)
        {
            for (var f = 0; f < headSize; f += Transpose4x4.Size)
            {
                // The last chunk may overlap the one before.
                var at = Math.Min(f, headSize - Transpose4x4.Size);
                var source = result + (at * width) + q;
                Transpose4x4.Run(
                    source, source + width, source + (2 * width), source + (3 * width), target + ((nint)q * projections.Stride) + at, projections.Stride);
            }
        }

        for (; q < count; q++)
        {
            for (var f = 0; f < headSize; f++)
            {
                target[((nint)q * projections.Stride) + f] = result[(f * width) + q];
            }
        }
    }
}
