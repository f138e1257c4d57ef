using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>A bias added to every row; its gradient is <see cref="ColumnSumKernel"/>.</summary>
internal static unsafe class BiasKernel
{
    /// <summary>x_ij += bias_j.</summary>
    public static void Add(MatrixView x, ReadOnlySpan<float> bias, WorkerPool pool)
    {
        ShapeCheck.Length(x.Columns, bias.Length, nameof(bias));
        fixed (float* values = bias)
        {
            pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new Work(x, new BiasEpilogue<Identity>(values)));
        }
    }

    private readonly struct Work(MatrixView x, BiasEpilogue<Identity> epilogue) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector> =>
            epilogue.Apply<TVector>(x.RowRange(from, to - from), from, 0);
    }
}
