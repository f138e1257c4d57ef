namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Work over a range of independent items (rows, elements, tiles), its formula generic over the vector width.</summary>
internal interface IVectorWork
{
    /// <summary>Handles items [<paramref name="from"/>, <paramref name="to"/>).</summary>
    void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>;
}
