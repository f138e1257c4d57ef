using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.PostTraining;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Looks at a layer's inputs x and changes nothing: Σ z zᵀ over the tokens, z = [x, 1], so that the bias is a weight as any other.</summary>
/// <param name="inner">What was applied to the inputs before; null for nothing.</param>
/// <param name="inputs">Features of x.</param>
internal sealed class InputProducts(Parametrization? inner, int inputs) : Parametrization
{
    private readonly ProductSum _products = new(inputs, inputs);
    private readonly double[] _sums = new double[inputs];
    private long _tokens;

    /// <inheritdoc/>
    public override bool RoundsToFewBits => inner?.RoundsToFewBits ?? false;

    /// <summary>Σ ‖x‖².</summary>
    public double SumOfSquares => _products.Sums.Select((row, i) => row[i]).Sum();

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        var input = inner?.Apply(tape, weight) ?? weight;
        _products.Add(input.Value, input.Value, tape.Buffers, tape.Workers);
        for (var token = 0; token < input.Rows; token++)
        {
            var row = input.Value.RowSpan(token);
            for (var i = 0; i < row.Length; i++)
            {
                _sums[i] += row[i];
            }
        }

        _tokens += input.Rows;
        return input;
    }

    /// <summary>A = 1/m Σ z zᵀ + λ I of some neighbouring features and the 1 behind them; λ is a share of the mean of their squares.</summary>
    /// <param name="features">The features.</param>
    /// <param name="gradients">m.</param>
    /// <param name="damping">The share.</param>
    public QuadraticForm FormOf(Range features, int gradients, double damping)
    {
        var (first, count) = features.GetOffsetAndLength(inputs);
        var rows = new double[count + 1][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = [.. _products.Sums[first + i].AsSpan(first, count), _sums[first + i]];
        }

        rows[count] = [.. _sums.AsSpan(first, count), _tokens];
        var least = damping * Enumerable.Range(0, count).Average(i => rows[i][i]);
        for (var i = 0; i <= count; i++)
        {
            rows[i][i] += least > 0 ? least : 1;
            for (var j = 0; j <= count; j++)
            {
                rows[i][j] /= gradients;
            }
        }

        return new QuadraticForm(rows);
    }
}
