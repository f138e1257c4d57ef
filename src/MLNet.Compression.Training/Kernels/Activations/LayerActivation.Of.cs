using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Products;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Kernels.Activations;

/// <summary>The activation function of two operators.</summary>
/// <typeparam name="TForward">f(z).</typeparam>
/// <typeparam name="TBackward">dy f'(z) of z and dy.</typeparam>
internal sealed unsafe class LayerActivation<TForward, TBackward> : LayerActivation
    where TForward : struct, IUnaryOperator
    where TBackward : struct, IBinaryOperator
{
    public override void Forward(MatrixView x, MatrixView weight, ReadOnlySpan<float> bias, MatrixView z, MatrixView y, WorkerPool pool)
    {
        ShapeCheck.Same(z, y, nameof(y));
        ShapeCheck.Length(z.Columns, bias.Length, nameof(bias));
        fixed (float* values = bias)
        {
            Gemm.Multiply(x, transposeA: false, weight, transposeB: true, z, accumulate: false, new BiasActivationEpilogue<TForward>(values, y), pool);
        }
    }

    public override void Backward(MatrixView z, MatrixView gradient, Span<float> dbias, WorkerPool pool)
    {
        ShapeCheck.Same(z, gradient, nameof(gradient));
        ShapeCheck.Length(dbias.IsEmpty ? 0 : z.Columns, dbias.Length, nameof(dbias));
        var chunks = RowChunks.Count(z.Rows);
        var memory = BufferPool.Shared.Rent((long)chunks * z.Columns);
        try
        {
            var sums = new MatrixView(memory.Pointer, chunks, z.Columns);
            pool.Run(chunks, 1, new ActivationGradientWork<TBackward>(z, gradient, sums));
            if (!dbias.IsEmpty)
            {
                ColumnSumKernel.Accumulate(sums, dbias, pool);
            }
        }
        finally
        {
            BufferPool.Shared.Return(memory);
        }
    }
}
