using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Sums of all inputs, added to the bias.</summary>
internal readonly unsafe struct FromBias : IFinishStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector>(TVector bias, float* target, int valid)
        where TVector : struct, ISimdVector<TVector> => bias;
}
