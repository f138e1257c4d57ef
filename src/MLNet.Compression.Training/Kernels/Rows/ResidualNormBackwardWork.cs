using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>
/// dz = r (g - mean(g) - ẑ mean(g ẑ)) with g = γ dy and ẑ = (z - μ) r; the residual's gradient is dz, the input's m ∘ dz; and of each chunk
/// of rows the sums of dy ẑ and dy.
/// </summary>
/// <param name="z">What was normalised.</param>
/// <param name="mask">m, over the elements of z row by row.</param>
/// <param name="gamma">γ [features].</param>
/// <param name="mean">μ [rows].</param>
/// <param name="inverseDeviation">r [rows].</param>
/// <param name="dy">The gradient of y.</param>
/// <param name="dx">Receives m ∘ dz; may be <paramref name="dy"/>.</param>
/// <param name="dresidual">Receives dz.</param>
/// <param name="sums">Receives [chunks x 2 features]: Σ dy ẑ, then Σ dy.</param>
internal readonly unsafe struct ResidualNormBackwardWork(
    MatrixView z, DropoutMask mask, float* gamma, float* mean, float* inverseDeviation, MatrixView dy, GradientTarget dx, GradientTarget dresidual, MatrixView sums) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var chunk = from; chunk < to; chunk++)
        {
            sums.RowSpan(chunk).Clear();
            var (first, end) = RowChunks.Rows(chunk, z.Rows);
            for (var row = first; row < end; row++)
            {
                var (gradient, normal) = Means<TVector>(row, sums.Row(chunk), sums.Row(chunk) + z.Columns);
                Write<TVector>(row, gradient, normal);
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private (float Gradient, float Normal) Means<TVector>(int row, float* normalSums, float* gradientSums)
        where TVector : struct, ISimdVector<TVector>
    {
        var count = z.Columns;
        float* value = z.Row(row), gradient = dy.Row(row);
        var (center, scale) = (TVector.Create(mean[row]), TVector.Create(inverseDeviation[row]));
        var (sum, normalSum) = (TVector.Zero, TVector.Zero);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var d = TVector.Load(gradient + i);
            var normal = (TVector.Load(value + i) - center) * scale;
            TVector.MultiplyAdd(d, normal, TVector.Load(normalSums + i)).Store(normalSums + i);
            (d + TVector.Load(gradientSums + i)).Store(gradientSums + i);
            var g = d * TVector.Load(gamma + i);
            sum += g;
            normalSum = TVector.MultiplyAdd(g, normal, normalSum);
        }

        if (i < count)
        {
            var (rest, zero) = (count - i, TVector.Zero);
            var d = TVector.LoadPartial(gradient + i, rest, zero);
            var normal = (TVector.LoadPartial(value + i, rest, center) - center) * scale;
            TVector.MultiplyAdd(d, normal, TVector.LoadPartial(normalSums + i, rest, zero)).StorePartial(normalSums + i, rest);
            (d + TVector.LoadPartial(gradientSums + i, rest, zero)).StorePartial(gradientSums + i, rest);
            var g = d * TVector.LoadPartial(gamma + i, rest, zero);
            sum += g;
            normalSum = TVector.MultiplyAdd(g, normal, normalSum);
        }

        return (TVector.Sum(sum) / count, TVector.Sum(normalSum) / count);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Write<TVector>(int row, float meanGradient, float meanNormal)
        where TVector : struct, ISimdVector<TVector>
    {
        var count = z.Columns;
        float* value = z.Row(row), gradient = dy.Row(row);
        var (center, scale) = (TVector.Create(mean[row]), TVector.Create(inverseDeviation[row]));
        var (shift, slope) = (TVector.Create(meanGradient), TVector.Create(meanNormal));
        var first = (uint)row * (uint)count;
        for (var i = 0; i < count; i += TVector.Count)
        {
            var width = Math.Min(TVector.Count, count - i);
            var g = Load<TVector>(gradient + i, width) * Load<TVector>(gamma + i, width);
            var normal = (Load<TVector>(value + i, width) - center) * scale;
            var dz = (g - shift - (normal * slope)) * scale;
            Put(dresidual, row, i, width, dz);
            Put(dx, row, i, width, mask.KeepsAll ? dz : dz * mask.Factors<TVector>(first + (uint)i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector>(float* source, int width)
        where TVector : struct, ISimdVector<TVector> =>
        width == TVector.Count ? TVector.Load(source) : TVector.LoadPartial(source, width, TVector.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TVector>(GradientTarget target, int row, int column, int width, TVector value)
        where TVector : struct, ISimdVector<TVector>
    {
        if (!target.IsWanted)
        {
            return;
        }

        var place = target.View.Row(row) + column;
        var sum = target.Accumulate ? value + Load<TVector>(place, width) : value;
        if (width == TVector.Count)
        {
            sum.Store(place);
        }
        else
        {
            sum.StorePartial(place, width);
        }
    }
}
