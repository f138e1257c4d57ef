using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Kernels.Dropout;

/// <summary>Inverted dropout (Srivastava et al., 2014).</summary>
internal static unsafe class DropoutKernel
{
    /// <summary>y_i = x_i m_i, m_i being 1 / (1 - p) or 0. The backward pass is the same call on gradients, with the same mask.</summary>
    /// <param name="x">The values.</param>
    /// <param name="y">The result, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="mask">The mask m, from element 0.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Apply(ReadOnlySpan<float> x, Span<float> y, DropoutMask mask, WorkerPool pool)
    {
        ShapeCheck.Length(x.Length, y.Length, nameof(y));
        fixed (float* source = x, target = y)
        {
            pool.Run(ElementwiseDriver.Chunks(x.Length), ElementwiseDriver.ChunksPerPart, new Work(source, target, x.Length, mask));
        }
    }

    /// <summary>y_i = x_i m_(first + i).</summary>
    [MethodImpl(KernelMethod.Standalone)]
    internal static void Apply<TVector>(float* x, float* y, int count, DropoutMask mask, uint first)
        where TVector : struct, ISimdVector<TVector>
    {
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            (TVector.Load(x + i) * mask.Factors<TVector>(first + (uint)i)).Store(y + i);
        }

        if (i < count)
        {
            (TVector.LoadPartial(x + i, count - i, TVector.Zero) * mask.Factors<TVector>(first + (uint)i)).StorePartial(y + i, count - i);
        }
    }

    private readonly struct Work(float* x, float* y, int length, DropoutMask mask) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            var start = from * ElementwiseDriver.Chunk;
            var end = (int)Math.Min((long)to * ElementwiseDriver.Chunk, length);
            Apply<TVector>(x + start, y + start, end - start, mask, (uint)start);
        }
    }
}
