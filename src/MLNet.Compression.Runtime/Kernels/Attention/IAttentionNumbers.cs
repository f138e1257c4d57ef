using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>The numbers in which keys, values and what they are multiplied by are held.</summary>
/// <remarks>Queries lie across the lanes, <see cref="TileKernels{TVector}.Columns"/> of them at once.</remarks>
internal unsafe interface IAttentionNumbers
{
    /// <summary>Floats of memory for a head.</summary>
    static abstract long MemoryLength(int tokens, int headSize);

    /// <summary>Gets a head's keys and values ready.</summary>
    static abstract void Prepare<TVector>(in HeadProjections head, float* memory)
        where TVector : struct, ISimdVector<TVector>;

    /// <summary>softmax(K Q / sqrt(head size)) V for some queries of the head that was prepared.</summary>
    /// <param name="head">The head.</param>
    /// <param name="queries">Q, overwritten [head size x queries], with room for one more row.</param>
    /// <param name="result">Receives the result [head size x queries].</param>
    /// <param name="memory">What <see cref="Prepare{TVector}"/> wrote.</param>
    static abstract void Attend<TVector>(in HeadProjections head, float* queries, float* result, float* memory)
        where TVector : struct, ISimdVector<TVector>;
}
