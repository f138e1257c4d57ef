using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>x = layer norm(x + y), row by row.</summary>
/// <param name="x">The residual connection's state, overwritten.</param>
/// <param name="y">What is added; the same shape, or default for nothing.</param>
/// <param name="gamma">γ [features].</param>
/// <param name="beta">β [features].</param>
/// <param name="epsilon">ε.</param>
internal readonly unsafe struct ResidualNormWork(MatrixView x, MatrixView y, float* gamma, float* beta, float epsilon) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var row = from; row < to; row++)
        {
            if (y.Data is not null)
            {
                Add<TVector>(x.Row(row), y.Row(row), x.Columns);
            }

            var (center, scale) = LayerNormRow.Moments<TVector>(x.Row(row), x.Columns, epsilon);
            LayerNormRow.Normalize<TVector>(x.Row(row), gamma, beta, center, scale, x.Row(row), x.Columns);
        }
    }

    private static void Add<TVector>(float* x, float* y, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            (TVector.Load(x + i) + TVector.Load(y + i)).Store(x + i);
        }

        if (i < count)
        {
            (TVector.LoadPartial(x + i, count - i, TVector.Zero) + TVector.LoadPartial(y + i, count - i, TVector.Zero)).StorePartial(x + i, count - i);
        }
    }
}
