using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>The range of one row's values and 0; no number where one of the values is none, or infinite.</summary>
internal readonly record struct ValueRange(float Low, float High)
{
    [MethodImpl(KernelMethod.Standalone)]
    public static unsafe ValueRange Of<TVector>(float* x, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        TVector high = TVector.Zero, negatedLow = TVector.Zero;

        // A largest value may forget that one is no number; a sum of zeros does not.
        var zeros = TVector.Zero;
        for (var i = 0; i < count; i += TVector.Count)
        {
            var value = i <= count - TVector.Count ? TVector.Load(x + i) : TVector.LoadPartial(x + i, count - i, TVector.Zero);
            high = TVector.Max(high, value);
            negatedLow = TVector.Max(negatedLow, -value);
            zeros = TVector.MultiplyAdd(value, TVector.Zero, zeros);
        }

        return new ValueRange(-TVector.MaxElement(negatedLow), TVector.MaxElement(high) + TVector.Sum(zeros));
    }
}
