using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>y = f(x) over chunks of <see cref="ElementwiseDriver.Chunk"/> elements.</summary>
internal readonly unsafe struct UnaryWork<TOperator>(float* x, float* y, int length, TOperator f) : IVectorWork
    where TOperator : struct, IUnaryOperator
{
    [MethodImpl(KernelMethod.Standalone)]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var i = (nint)from * ElementwiseDriver.Chunk;
        var end = Math.Min((nint)to * ElementwiseDriver.Chunk, length);
        for (; i <= end - TVector.Count; i += TVector.Count)
        {
            f.Invoke(TVector.Load(x + i)).Store(y + i);
        }

        if (i < end)
        {
            f.Invoke(TVector.LoadPartial(x + i, (int)(end - i), TVector.Zero)).StorePartial(y + i, (int)(end - i));
        }
    }
}
