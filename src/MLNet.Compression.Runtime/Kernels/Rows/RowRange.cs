using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>The range of one row's values and 0.</summary>
internal readonly record struct RowRange(float Low, float High)
{
    [MethodImpl(KernelMethod.Standalone)]
    public static unsafe RowRange Of<TVector>(float* x, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var high = TVector.Zero;
        var negatedLow = TVector.Zero;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.Load(x + i);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        if (i < count)
        {
            var value = TVector.LoadPartial(x + i, count - i, TVector.Zero);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
        }

        return new RowRange(-TVector.MaxElement(negatedLow), TVector.MaxElement(high));
    }
}
