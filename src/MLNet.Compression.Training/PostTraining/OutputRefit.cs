using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Ridge regression of what is missing on what is left: Δ, δ that minimise Σ over tokens ‖r − Δ z − δ‖² + λ (‖Δ‖² + ‖δ‖²), z the features that are kept,
/// r what the output lacks. With Z = [z, 1] the solution is (Zᵀ Z + λ I)⁻¹ Zᵀ R; λ is the damping times the mean of the diagonal of Zᵀ Z.
/// </summary>
/// <remarks>
/// The weight-tuning of K-prune (Park et al. 2024), which solves for the weights and lets the bias be. Here the penalty is on what the weights
/// change by, so that nothing changes where nothing is missing and the sum of squares is never larger than without, and the bias takes part.
/// </remarks>
internal sealed class OutputRefit
{
    private readonly int[] _features;
    private readonly ProductSum _gram;
    private readonly ProductSum _cross;

    /// <param name="features">The columns of the features that are kept.</param>
    /// <param name="outputs">Outputs.</param>
    public OutputRefit(int[] features, int outputs)
    {
        _features = features;
        _gram = new ProductSum(features.Length + 1, features.Length + 1);
        _cross = new ProductSum(outputs, features.Length + 1);
    }

    /// <summary>Takes in some tokens.</summary>
    /// <param name="features">All features [tokens x features].</param>
    /// <param name="missing">r [tokens x outputs].</param>
    /// <param name="tokens">The rows of both that count.</param>
    /// <param name="buffers">Where products live.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public unsafe void Add(MatrixView features, MatrixView missing, int[] tokens, BufferPool buffers, WorkerPool workers)
    {
        var chosen = buffers.Rent((long)tokens.Length * (_features.Length + 1));
        var residuals = buffers.Rent((long)tokens.Length * missing.Columns);
        try
        {
            var z = new MatrixView(chosen.Pointer, tokens.Length, _features.Length + 1);
            var r = new MatrixView(residuals.Pointer, tokens.Length, missing.Columns);
            workers.For(tokens.Length, row =>
            {
                var from = features.RowSpan(tokens[row]);
                var to = z.RowSpan(row);
                for (var i = 0; i < _features.Length; i++)
                {
                    to[i] = from[_features[i]];
                }

                to[^1] = 1;
                missing.RowSpan(tokens[row]).CopyTo(r.RowSpan(row));
            });
            _gram.Add(z, z, buffers, workers);
            _cross.Add(r, z, buffers, workers);
        }
        finally
        {
            buffers.Return(chosen);
            buffers.Return(residuals);
        }
    }

    /// <summary>Adds Δ and δ to a layer's weights; to be called once.</summary>
    /// <param name="output">The layer.</param>
    /// <param name="damping">λ as a share of the mean of the diagonal of Zᵀ Z, positive.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancellationToken">Stops the work before the layer is changed.</param>
    /// <exception cref="ArithmeticException">The features are no numbers, or the damping is too small for them.</exception>
    public void Apply(Linear output, double damping, WorkerPool workers, CancellationToken cancellationToken)
    {
        var lambda = damping * _gram.Sums.Select((row, i) => row[i]).Average();
        for (var i = 0; i < _gram.Sums.Length; i++)
        {
            _gram.Sums[i][i] += lambda;
        }

        new Cholesky(_gram.Sums, workers, cancellationToken).Solve(_cross.Sums, workers);
        cancellationToken.ThrowIfCancellationRequested();
        for (var row = 0; row < _cross.Sums.Length; row++)
        {
            var weights = output.Weight.Value.RowSpan(row);
            var change = _cross.Sums[row];
            for (var i = 0; i < _features.Length; i++)
            {
                weights[_features[i]] = (float)(weights[_features[i]] + change[i]);
            }

            output.Bias.ValueSpan[row] = (float)(output.Bias.ValueSpan[row] + change[^1]);
        }
    }
}
