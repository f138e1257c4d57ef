using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>Layer normalisation of one row, in the parts that scoring and training put together.</summary>
internal static unsafe class LayerNormRow
{
    /// <summary>Σ x.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static float Sum<TVector>(float* x, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var sum = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            sum += TVector.Load(x + i);
        }

        if (i < count)
        {
            sum += TVector.LoadPartial(x + i, count - i, TVector.Zero);
        }

        return TVector.Sum(sum);
    }

    /// <summary>x += y, and Σ x of the result.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static float AddAndSum<TVector>(float* x, float* y, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var sum = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.Load(x + i) + TVector.Load(y + i);
            value.Store(x + i);
            sum += value;
        }

        if (i < count)
        {
            var value = TVector.LoadPartial(x + i, count - i, TVector.Zero) + TVector.LoadPartial(y + i, count - i, TVector.Zero);
            value.StorePartial(x + i, count - i);
            sum += value;
        }

        return TVector.Sum(sum);
    }

    /// <summary>1 / √(σ² + ε); the variance is summed around the mean.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static float InverseDeviation<TVector>(float* x, int count, float mean, float epsilon)
        where TVector : struct, ISimdVector<TVector>
    {
        var (center, sum) = (TVector.Create(mean), TVector.Zero);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var deviation = TVector.Load(x + i) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        if (i < count)
        {
            var deviation = TVector.LoadPartial(x + i, count - i, center) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        return (float)(1 / Math.Sqrt((TVector.Sum(sum) / (double)count) + epsilon));
    }

    /// <summary>y = γ (x - μ) r + β, and the range of y; y may be x.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static ValueRange Normalize<TVector>(float* x, float* gamma, float* beta, float mean, float inverseDeviation, float* y, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var (center, scale) = (TVector.Create(mean), TVector.Create(inverseDeviation));
        TVector high = TVector.Zero, negatedLow = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.MultiplyAdd((TVector.Load(x + i) - center) * scale, TVector.Load(gamma + i), TVector.Load(beta + i));
            value.Store(y + i);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        if (i < count)
        {
            var (rest, zero) = (count - i, TVector.Zero);
            var normal = (TVector.LoadPartial(x + i, rest, center) - center) * scale;
            var value = TVector.MultiplyAdd(normal, TVector.LoadPartial(gamma + i, rest, zero), TVector.LoadPartial(beta + i, rest, zero));
            value.StorePartial(y + i, rest);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        // A value that is no number makes the mean one, and so all of the row.
        return new ValueRange(-TVector.MaxElement(negatedLow), TVector.MaxElement(high) + (0 * inverseDeviation));
    }
}
