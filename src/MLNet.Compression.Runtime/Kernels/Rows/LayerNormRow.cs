using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>Layer normalisation of one row.</summary>
internal static unsafe class LayerNormRow
{
    /// <summary>The mean and 1 / √(σ² + ε); the variance is summed around the mean.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static (float Mean, float InverseDeviation) Moments<TVector>(float* x, int count, float epsilon)
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

        var mean = TVector.Sum(sum) / count;
        var center = TVector.Create(mean);
        sum = TVector.Zero;
        for (i = 0; i <= count - TVector.Count; i += TVector.Count)
        {
            var deviation = TVector.Load(x + i) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        if (i < count)
        {
            var deviation = TVector.LoadPartial(x + i, count - i, center) - center;
            sum = TVector.MultiplyAdd(deviation, deviation, sum);
        }

        return (mean, (float)(1.0 / Math.Sqrt((TVector.Sum(sum) / (double)count) + epsilon)));
    }

    /// <summary>y = γ (x - μ) r + β.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Normalize<TVector>(float* x, float* gamma, float* beta, float mean, float inverseDeviation, float* y, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var center = TVector.Create(mean);
        var scale = TVector.Create(inverseDeviation);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector.MultiplyAdd((TVector.Load(x + i) - center) * scale, TVector.Load(gamma + i), TVector.Load(beta + i)).Store(y + i);
        }

        var rest = count - i;
        if (rest > 0)
        {
            var normal = (TVector.LoadPartial(x + i, rest, TVector.Zero) - center) * scale;
            var factor = TVector.LoadPartial(gamma + i, rest, TVector.Zero);
            TVector.MultiplyAdd(normal, factor, TVector.LoadPartial(beta + i, rest, TVector.Zero)).StorePartial(y + i, rest);
        }
    }
}
