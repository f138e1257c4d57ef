using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>What the end of a product adds its sums to.</summary>
internal unsafe interface IFinishStart
{
    /// <param name="bias">The bias of some outputs.</param>
    /// <param name="target">Where they are written.</param>
    /// <param name="valid">How many there are, if less than a vector; not positive for none.</param>
    static abstract TVector Of<TVector>(TVector bias, float* target, int valid)
        where TVector : struct, ISimdVector<TVector>;
}
