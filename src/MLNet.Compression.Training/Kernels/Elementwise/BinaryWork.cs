using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>z = f(x, y) over chunks of <see cref="ElementwiseDriver.Chunk"/> elements.</summary>
internal readonly unsafe struct BinaryWork<TOperator>(float* x, float* y, float* z, int length, TOperator f) : IVectorWork
    where TOperator : struct, IBinaryOperator
{
    [MethodImpl(KernelMethod.Standalone)]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var i = (nint)from * ElementwiseDriver.Chunk;
        var end = Math.Min((nint)to * ElementwiseDriver.Chunk, length);
        for (; i <= end - TVector.Count; i += TVector.Count)
        {
            f.Invoke(TVector.Load(x + i), TVector.Load(y + i)).Store(z + i);
        }

        var rest = (int)(end - i);
        if (rest > 0)
        {
            f.Invoke(TVector.LoadPartial(x + i, rest, TVector.Zero), TVector.LoadPartial(y + i, rest, TVector.Zero)).StorePartial(z + i, rest);
        }
    }
}
