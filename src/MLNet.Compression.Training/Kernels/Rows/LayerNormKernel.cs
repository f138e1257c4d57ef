using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>Layer normalisation (Ba, Kiros and Hinton, 2016) of the rows of a matrix [rows x features], and what a transformer does before it.</summary>
internal static unsafe class LayerNormKernel
{
    /// <summary>y = γ ẑ + β with z = m ∘ x + residual and ẑ = (z - μ) r, μ the mean of a row of z and r = 1 / √(σ² + ε).</summary>
    /// <param name="x">x; z takes its place. Read only where there is no residual.</param>
    /// <param name="residual">The shape of <paramref name="x"/>; default for none, and then nothing is dropped.</param>
    /// <param name="mask">The dropout m, over the elements of x row by row.</param>
    /// <param name="gamma">γ [features].</param>
    /// <param name="beta">β [features].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">The result, overwritten.</param>
    /// <param name="mean">μ [rows], overwritten, for the backward pass; empty if not wanted.</param>
    /// <param name="inverseDeviation">r [rows], overwritten; empty if not wanted.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Forward(
        MatrixView x, MatrixView residual, DropoutMask mask, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float epsilon, MatrixView y, Span<float> mean, Span<float> inverseDeviation, WorkerPool pool)
    {
        ShapeCheck.Same(x, y, nameof(y));
        if (residual.Data is not null)
        {
            ShapeCheck.Same(x, residual, nameof(residual));
        }

        ShapeCheck.Length(x.Columns, gamma.Length, nameof(gamma));
        ShapeCheck.Length(x.Columns, beta.Length, nameof(beta));
        ShapeCheck.Length(mean.IsEmpty ? 0 : x.Rows, mean.Length, nameof(mean));
        ShapeCheck.Length(inverseDeviation.IsEmpty ? 0 : x.Rows, inverseDeviation.Length, nameof(inverseDeviation));
        fixed (float* factor = gamma, offset = beta, means = mean, deviations = inverseDeviation)
        {
            pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new ResidualNormForwardWork(x, residual, mask, factor, offset, epsilon, y, means, deviations));
        }
    }

    /// <summary>
    /// dz = r (g - mean(g) - ẑ mean(g ẑ)) with g = γ dy; dx = m ∘ dz; dresidual = dz; dγ += Σ_rows dy ẑ; dβ += Σ_rows dy. The same bits for any
    /// number of threads.
    /// </summary>
    /// <param name="z">What was normalised.</param>
    /// <param name="mask">The dropout m of the forward pass.</param>
    /// <param name="gamma">γ [features].</param>
    /// <param name="mean">μ [rows] of the forward pass.</param>
    /// <param name="inverseDeviation">r [rows] of the forward pass.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">Where the gradient of x goes; may be <paramref name="dy"/>.</param>
    /// <param name="dresidual">Where the residual's goes.</param>
    /// <param name="dgamma">The gradient of γ, added to; empty if not wanted.</param>
    /// <param name="dbeta">The gradient of β, added to; empty if not wanted.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(
        MatrixView z, DropoutMask mask, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation, MatrixView dy, GradientTarget dx, GradientTarget dresidual, Span<float> dgamma, Span<float> dbeta, WorkerPool pool)
    {
        ShapeCheck.Same(z, dy, nameof(dy));
        ShapeCheck.Same(z, dx.View, nameof(dx));
        ShapeCheck.Length(z.Columns, gamma.Length, nameof(gamma));
        ShapeCheck.Length(z.Rows, mean.Length, nameof(mean));
        ShapeCheck.Length(z.Rows, inverseDeviation.Length, nameof(inverseDeviation));
        ShapeCheck.Length(dgamma.IsEmpty ? 0 : z.Columns, dgamma.Length, nameof(dgamma));
        ShapeCheck.Length(dbeta.IsEmpty ? 0 : z.Columns, dbeta.Length, nameof(dbeta));
        var chunks = RowChunks.Count(z.Rows);
        var memory = BufferPool.Shared.Rent(2L * chunks * z.Columns);
        try
        {
            var sums = new MatrixView(memory.Pointer, chunks, 2 * z.Columns);
            fixed (float* factor = gamma, means = mean, deviations = inverseDeviation)
            {
                pool.Run(chunks, 1, new ResidualNormBackwardWork(z, mask, factor, means, deviations, dy, dx, dresidual, sums));
            }

            AccumulateIfWanted(sums.ColumnRange(0, z.Columns), dgamma, pool);
            AccumulateIfWanted(sums.ColumnRange(z.Columns, z.Columns), dbeta, pool);
        }
        finally
        {
            BufferPool.Shared.Return(memory);
        }
    }

    private static void AccumulateIfWanted(MatrixView sums, Span<float> gradient, WorkerPool pool)
    {
        if (!gradient.IsEmpty)
        {
            ColumnSumKernel.Accumulate(sums, gradient, pool);
        }
    }
}
