using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Kernels.Activations;

/// <summary>dz = dy f'(z) in place of dy, and the sums down the columns of each chunk of rows.</summary>
/// <param name="z">What the activation function got.</param>
/// <param name="gradient">dy, and then dz.</param>
/// <param name="sums">Receives [chunks x columns].</param>
internal readonly unsafe struct ActivationGradientWork<TOperator>(MatrixView z, MatrixView gradient, MatrixView sums) : IVectorWork
    where TOperator : struct, IBinaryOperator
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var chunk = from; chunk < to; chunk++)
        {
            sums.RowSpan(chunk).Clear();
            var (first, end) = RowChunks.Rows(chunk, z.Rows);
            for (var row = first; row < end; row++)
            {
                RunRow<TVector>(z.Row(row), gradient.Row(row), sums.Row(chunk));
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void RunRow<TVector>(float* values, float* gradients, float* sum)
        where TVector : struct, ISimdVector<TVector>
    {
        var count = z.Columns;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var dz = default(TOperator).Invoke(TVector.Load(values + i), TVector.Load(gradients + i));
            dz.Store(gradients + i);
            (TVector.Load(sum + i) + dz).Store(sum + i);
        }

        if (i < count)
        {
            var (rest, zero) = (count - i, TVector.Zero);
            var dz = default(TOperator).Invoke(TVector.LoadPartial(values + i, rest, zero), TVector.LoadPartial(gradients + i, rest, zero));
            dz.StorePartial(gradients + i, rest);
            (TVector.LoadPartial(sum + i, rest, zero) + dz).StorePartial(sum + i, rest);
        }
    }
}
