using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Allocation;

/// <summary>
/// The diagonal of the Fisher information of a model's own predictions, F = E over rows and y ~ p(y) of (∂ log p(y) / ∂w)², for each weight of its matrices and
/// tables, and by it what a change of weights does: KL(p ‖ p̂) ≈ ½ Σ F (w − ŵ)² where both are near and the changes of the weights are independent.
/// </summary>
/// <remarks>
/// Gradients are random, with the information as covariance (<see cref="OwnPredictions"/>), and taken row by row: of several rows together the sum of their squares
/// would be as right in the mean, but vary more.
/// </remarks>
internal sealed class FisherDiagonal : RoundingLoss
{
    private readonly Dictionary<Parameter, (float[] Sums, float[] Before)> _weights;
    private readonly WorkerPool _workers;
    private readonly int _rows;

    private FisherDiagonal(IEnumerable<Parameter> weights, int rows, WorkerPool workers)
    {
        _weights = weights.ToDictionary(weight => weight, weight => (new float[weight.Count], weight.ToStore().Values));
        (_rows, _workers) = (rows, workers);
    }

    /// <summary>Looks at a sample of rows.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <param name="weights">The matrices and tables.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="rows">The most rows to look at.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">There are no rows, or they don't fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static FisherDiagonal Of(TextModel model, IEnumerable<Parameter> weights, TextDataset data, int rows, TrainingEnvironment environment)
    {
        var diagonal = new FisherDiagonal(weights, Math.Min(rows, data.Count), environment.Workers);
        new SamplePass(model, environment, new OwnPredictions(model)) { BatchRows = 1, Stage = "quantise" }.Run(data, rows, draw: 0, diagonal.AddBatch);
        return diagonal;
    }

    /// <inheritdoc/>
    public override double Of(IReadOnlyList<Parameter> rounded) => rounded.Sum(ChangeOf);

    /// <summary>½ Σ F (w − ŵ)².</summary>
    private double ChangeOf(Parameter weight)
    {
        var (after, columns) = (weight.ToStore().Values, weight.Columns);
        var (information, before) = _weights[weight];
        var sums = new double[weight.Rows];
        _workers.For(weight.Rows, row =>
        {
            for (var i = row * columns; i < (row + 1) * columns; i++)
            {
                var change = (double)before[i] - after[i];
                sums[row] += information[i] * change * change;
            }
        });
        return 0.5 * sums.Sum() / _rows;
    }

    /// <summary>Adds the squares of the gradients that the parameters hold.</summary>
    private void AddBatch()
    {
        foreach (var (weight, (sums, _)) in _weights.Where(pair => pair.Key.HasGradient))
        {
            var used = weight.UsedRows is { } rows && rows.Count < weight.Rows ? rows.Rows.ToArray() : null;
            _workers.For(used?.Length ?? weight.Rows, place =>
            {
                var row = used?[place] ?? place;
                var gradient = weight.Gradient.RowSpan(row);
                var sum = sums.AsSpan(row * weight.Columns, weight.Columns);
                TensorPrimitives.MultiplyAdd(gradient, gradient, sum, sum);
            });
        }
    }
}
