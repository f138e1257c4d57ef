using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>x = layer norm(x + y), row by row, and the integers of the result.</summary>
/// <remarks>Some rows go through each step together, as the end of one row's step would have to be waited for.</remarks>
/// <param name="x">The residual connection's state, overwritten.</param>
/// <param name="y">What is added; the same shape, or default for nothing.</param>
/// <param name="gamma">γ [features].</param>
/// <param name="beta">β [features].</param>
/// <param name="epsilon">ε.</param>
/// <param name="integers">Receives the result in integers, unless it has no rows.</param>
internal readonly unsafe struct ResidualNormWork(MatrixView x, MatrixView y, float* gamma, float* beta, float epsilon, QuantizedRows integers) : IVectorWork
{
    private const int RowsAtOnce = 8;

    [SkipLocalsInit]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var means = stackalloc float[RowsAtOnce];
        var factors = stackalloc float[RowsAtOnce];
        var ranges = stackalloc ValueRange[RowsAtOnce];
        for (var first = from; first < to; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, to - first);
            for (var i = 0; i < count; i++)
            {
                means[i] = y.Data is null ? Sum<TVector>(x.Row(first + i)) : AddAndSum<TVector>(x.Row(first + i), y.Row(first + i));
                means[i] /= x.Columns;
            }

            for (var i = 0; i < count; i++)
            {
                var variance = SquaredDeviations<TVector>(x.Row(first + i), means[i]) / (double)x.Columns;
                factors[i] = (float)(1 / Math.Sqrt(variance + epsilon));
            }

            for (var i = 0; i < count; i++)
            {
                ranges[i] = Normalize<TVector>(x.Row(first + i), means[i], factors[i]);
            }

            for (var i = 0; i < count && !integers.IsNone; i++)
            {
                ActivationQuantizer.QuantizeRow<TVector>(x.Row(first + i), x.Columns, ranges[i], integers, first + i);
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private float Sum<TVector>(float* row)
        where TVector : struct, ISimdVector<TVector>
    {
        var sum = TVector.Zero;
        var i = 0;
        for (; i <= x.Columns - TVector.Count; i += TVector.Count)
        {
            sum += TVector.Load(row + i);
        }

        if (i < x.Columns)
        {
            sum += TVector.LoadPartial(row + i, x.Columns - i, TVector.Zero);
        }

        return TVector.Sum(sum);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private float AddAndSum<TVector>(float* row, float* added)
        where TVector : struct, ISimdVector<TVector>
    {
        var (count, sum) = (x.Columns, TVector.Zero);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.Load(row + i) + TVector.Load(added + i);
            value.Store(row + i);
            sum += value;
        }

        if (i < count)
        {
            var value = TVector.LoadPartial(row + i, count - i, TVector.Zero) + TVector.LoadPartial(added + i, count - i, TVector.Zero);
            value.StorePartial(row + i, count - i);
            sum += value;
        }

        return TVector.Sum(sum);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private float SquaredDeviations<TVector>(float* row, float mean)
        where TVector : struct, ISimdVector<TVector>
    {
        var (count, center, sum) = (x.Columns, TVector.Create(mean), TVector.Zero);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var deviation = TVector.Load(row + i) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        if (i < count)
        {
            var deviation = TVector.LoadPartial(row + i, count - i, center) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        return TVector.Sum(sum);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private ValueRange Normalize<TVector>(float* row, float mean, float factor)
        where TVector : struct, ISimdVector<TVector>
    {
        var (count, center, scale) = (x.Columns, TVector.Create(mean), TVector.Create(factor));
        TVector high = TVector.Zero, negatedLow = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.MultiplyAdd((TVector.Load(row + i) - center) * scale, TVector.Load(gamma + i), TVector.Load(beta + i));
            value.Store(row + i);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        if (i < count)
        {
            var (rest, zero) = (count - i, TVector.Zero);
            var normal = (TVector.LoadPartial(row + i, rest, center) - center) * scale;
            var value = TVector.MultiplyAdd(normal, TVector.LoadPartial(gamma + i, rest, zero), TVector.LoadPartial(beta + i, rest, zero));
            value.StorePartial(row + i, rest);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        return new ValueRange(-TVector.MaxElement(negatedLow), TVector.MaxElement(high));
    }
}
