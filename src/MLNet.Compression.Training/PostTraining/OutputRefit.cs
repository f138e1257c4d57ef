using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Ridge regression of what a layer's output lacks on its inputs: Δ, δ that minimise Σ over tokens ‖r − Δ z − δ‖² + λ (‖Δ‖² + ‖δ‖²), z the inputs, r
/// what the output lacks. With Z = [z, 1] the solution is (Zᵀ Z + λ I)⁻¹ Zᵀ R; λ is the damping times the mean of the diagonal of Zᵀ Z.
/// </summary>
/// <remarks>
/// The weight-tuning of K-prune (Park et al. 2024), which solves for the weights and lets the bias be. Here the penalty is on what the weights change by,
/// so that nothing changes where nothing is missing and the sum of squares is never larger than without, and the bias takes part.
/// </remarks>
internal sealed class OutputRefit
{
    private readonly Linear _output;
    private readonly ProductSum _gram;
    private readonly ProductSum _cross;

    /// <param name="output">The layer; maybe one without inputs.</param>
    public OutputRefit(Linear output)
    {
        _output = output;
        _gram = new ProductSum(output.Weight.Columns + 1, output.Weight.Columns + 1);
        _cross = new ProductSum(output.Weight.Rows, output.Weight.Columns + 1);
    }

    /// <summary>Takes in some tokens.</summary>
    /// <param name="inputs">z [tokens x inputs].</param>
    /// <param name="missing">r [tokens x outputs].</param>
    /// <param name="tokens">The rows of both that count.</param>
    /// <param name="buffers">Where products live.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public unsafe void Add(MatrixView inputs, MatrixView missing, int[] tokens, BufferPool buffers, WorkerPool workers)
    {
        var width = inputs.Columns + 1;
        var (first, second) = (buffers.Rent((long)tokens.Length * width), buffers.Rent((long)tokens.Length * missing.Columns));
        try
        {
            var z = new MatrixView(first.Pointer, tokens.Length, width);
            var r = new MatrixView(second.Pointer, tokens.Length, missing.Columns);
            for (var row = 0; row < tokens.Length; row++)
            {
                inputs.RowSpan(tokens[row]).CopyTo(z.RowSpan(row));
                z.RowSpan(row)[^1] = 1;
                missing.RowSpan(tokens[row]).CopyTo(r.RowSpan(row));
            }

            _gram.Add(z, z, buffers, workers);
            _cross.Add(r, z, buffers, workers);
        }
        finally
        {
            buffers.Return(first);
            buffers.Return(second);
        }
    }

    /// <summary>Adds Δ and δ to the layer's weights; to be called once.</summary>
    /// <param name="damping">λ as a share of the mean of the diagonal of Zᵀ Z, positive.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancellationToken">Stops the work before the layer is changed.</param>
    /// <exception cref="ArithmeticException">The inputs are no numbers, or the damping is too small for them.</exception>
    public void Apply(double damping, WorkerPool workers, CancellationToken cancellationToken)
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
            var weights = _output.Weight.Value.RowSpan(row);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = (float)(weights[i] + _cross.Sums[row][i]);
            }

            _output.Bias.ValueSpan[row] = (float)(_output.Bias.ValueSpan[row] + _cross.Sums[row][^1]);
        }
    }
}
