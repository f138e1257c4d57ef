using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Layer normalisation (Ba, Kiros and Hinton, 2016) of the rows of a matrix [rows x features].</summary>
internal static unsafe class LayerNormKernel
{
    /// <summary>y = γ x̂ + β with x̂ = (x - μ) r, μ the mean of a row and r = 1 / √(σ² + ε).</summary>
    /// <param name="x">What to normalise.</param>
    /// <param name="gamma">γ [features].</param>
    /// <param name="beta">β [features].</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">The result, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="mean">μ [rows], overwritten, for the backward pass; empty if not wanted.</param>
    /// <param name="inverseDeviation">r [rows], overwritten; empty if not wanted.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Forward(
        MatrixView x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float epsilon, MatrixView y, Span<float> mean, Span<float> inverseDeviation, WorkerPool pool)
    {
        ShapeCheck.Same(x, y, nameof(y));
        ShapeCheck.Length(x.Columns, gamma.Length, nameof(gamma));
        ShapeCheck.Length(x.Columns, beta.Length, nameof(beta));
        ShapeCheck.Length(mean.IsEmpty ? 0 : x.Rows, mean.Length, nameof(mean));
        ShapeCheck.Length(inverseDeviation.IsEmpty ? 0 : x.Rows, inverseDeviation.Length, nameof(inverseDeviation));
        fixed (float* factor = gamma, offset = beta, means = mean, deviations = inverseDeviation)
        {
            pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new ForwardWork(x, factor, offset, epsilon, y, means, deviations));
        }
    }

    /// <summary>dx = r (g - mean(g) - x̂ mean(g x̂)) with g = γ dy; dγ += Σ_rows dy x̂; dβ += Σ_rows dy.</summary>
    /// <param name="x">What the forward pass got.</param>
    /// <param name="gamma">γ [features].</param>
    /// <param name="mean">μ [rows] of the forward pass.</param>
    /// <param name="inverseDeviation">r [rows] of the forward pass.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="dgamma">The gradient of γ, added to; empty if not wanted.</param>
    /// <param name="dbeta">The gradient of β, added to; empty if not wanted.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(
        MatrixView x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation, MatrixView dy, MatrixView dx, Span<float> dgamma, Span<float> dbeta, WorkerPool pool)
    {
        ShapeCheck.Same(x, dy, nameof(dy));
        ShapeCheck.Same(x, dx, nameof(dx));
        ShapeCheck.Length(x.Columns, gamma.Length, nameof(gamma));
        ShapeCheck.Length(x.Rows, mean.Length, nameof(mean));
        ShapeCheck.Length(x.Rows, inverseDeviation.Length, nameof(inverseDeviation));
        ShapeCheck.Length(dgamma.IsEmpty ? 0 : x.Columns, dgamma.Length, nameof(dgamma));
        fixed (float* factor = gamma, means = mean, deviations = inverseDeviation, gammaGradient = dgamma)
        {
            // The sums first: dx may overwrite dy.
            if (!dgamma.IsEmpty)
            {
                ColumnSumKernel.Accumulate(new NormalizedTerm(x, means, deviations, dy), x.Rows, x.Columns, gammaGradient, pool);
            }

            if (!dbeta.IsEmpty)
            {
                ColumnSumKernel.Accumulate(dy, dbeta, pool);
            }

            pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new BackwardWork(x, factor, means, deviations, dy, dx));
        }
    }

    private readonly struct ForwardWork(MatrixView x, float* gamma, float* beta, float epsilon, MatrixView y, float* mean, float* inverseDeviation) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var row = from; row < to; row++)
            {
                var (center, scale) = LayerNormRow.Moments<TVector>(x.Row(row), x.Columns, epsilon);
                LayerNormRow.Normalize<TVector>(x.Row(row), gamma, beta, center, scale, y.Row(row), x.Columns);
                if (mean is not null)
                {
                    mean[row] = center;
                }

                if (inverseDeviation is not null)
                {
                    inverseDeviation[row] = scale;
                }
            }
        }
    }

    private readonly struct BackwardWork(MatrixView x, float* gamma, float* mean, float* inverseDeviation, MatrixView dy, MatrixView dx) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var row = from; row < to; row++)
            {
                LayerNormRow.Backward<TVector>(x.Row(row), gamma, mean[row], inverseDeviation[row], dy.Row(row), dx.Row(row), x.Columns);
            }
        }
    }
}
