using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Sums of some inputs, added to what is there of the others.</summary>
internal readonly unsafe struct FromOutput : IFinishStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector>(TVector bias, float* target, int valid)
        where TVector : struct, ISimdVector<TVector> =>
        valid >= TVector.Count ? TVector.Load(target) : valid > 0 ? TVector.LoadPartial(target, valid, TVector.Zero) : bias;
}
