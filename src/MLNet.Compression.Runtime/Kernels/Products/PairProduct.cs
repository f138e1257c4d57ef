using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Operands of two 16-bit integers a lane, of two steps of k each, and sums of 32 bits: exact as long as these do not overflow.</summary>
internal readonly struct PairProduct<TVector> : ITileProduct<TVector>
    where TVector : struct, ISimdVector<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector MultiplyAdd(TVector a, TVector b, TVector sum) => TVector.AddBits(sum, TVector.PairProducts(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add(TVector a, TVector b) => TVector.AddBits(a, b);
}
