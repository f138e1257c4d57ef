using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>Softmax of one row.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>x = e^(x - max) / Σ e^(x - max).</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Forward<TVector>(float* x, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var max = TVector.Create(Max<TVector>(x, count));
        var sum = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var power = VectorMath.Exp(TVector.Load(x + i) - max);
            power.Store(x + i);
            sum += power;
        }

        if (i < count)
        {
            var power = VectorMath.Exp(TVector.LoadPartial(x + i, count - i, TVector.Create(float.NegativeInfinity)) - max);
            power.StorePartial(x + i, count - i);
            sum += power;
        }

        Scale(x, count, TVector.Create(1f / TVector.Sum(sum)));
    }

    /// <summary>ds = p (dp - Σ dp p); <paramref name="ds"/> may be <paramref name="dp"/>.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Backward<TVector>(float* p, float* dp, float* ds, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var dot = TVector.Create(Dot<TVector>(p, dp, count));
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            (TVector.Load(p + i) * (TVector.Load(dp + i) - dot)).Store(ds + i);
        }

        var rest = count - i;
        if (rest > 0)
        {
            (TVector.LoadPartial(p + i, rest, TVector.Zero) * (TVector.LoadPartial(dp + i, rest, TVector.Zero) - dot)).StorePartial(ds + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max<TVector>(float* x, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var max = TVector.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            max = TVector.Max(max, TVector.Load(x + i));
        }

        return TVector.MaxElement(i < count ? TVector.Max(max, TVector.LoadPartial(x + i, count - i, max)) : max);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale<TVector>(float* x, int count, TVector factor)
        where TVector : struct, ISimdVector<TVector>
    {
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            (TVector.Load(x + i) * factor).Store(x + i);
        }

        if (i < count)
        {
            (TVector.LoadPartial(x + i, count - i, TVector.Zero) * factor).StorePartial(x + i, count - i);
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
}
