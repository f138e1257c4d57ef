using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Looks at a layer's inputs x and changes nothing: Σ x xᵀ over the tokens, in squares along the diagonal, as many columns as a block has.</summary>
/// <param name="inner">What was applied to the inputs before; null for nothing.</param>
/// <param name="grid">The blocks of the layer's weight.</param>
internal sealed class InputMoments(Parametrization? inner, BlockGrid grid) : Parametrization
{
    private readonly double[][] _sums = [.. Enumerable.Range(0, grid.Columns).Select(column => new double[SquareOf(grid, column).Length])];

    /// <inheritdoc/>
    public override bool RoundsToFewBits => inner?.RoundsToFewBits ?? false;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        var input = inner?.Apply(tape, weight) ?? weight;
        tape.Workers.For(grid.Columns, column => Add(input, column));
        return input;
    }

    /// <summary>Σ over the tokens of (Σ w x)².</summary>
    /// <param name="weights">w of neighbouring columns, a whole block's.</param>
    /// <param name="first">The first column.</param>
    public double SumOfSquares(ReadOnlySpan<float> weights, int first)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var moments = _sums[first + i];
            for (var j = 0; j < weights.Length; j++)
            {
                sum += weights[i] * moments[j] * weights[j];
            }
        }

        return Math.Max(0, sum);
    }

    private void Add(Tensor input, int column)
    {
        var (first, length) = SquareOf(grid, column);
        var sums = new float[length];
        for (var token = 0; token < input.Rows; token++)
        {
            var row = input.Value.RowSpan(token);
            TensorPrimitives.MultiplyAdd(row.Slice(first, length), row[column], sums, sums);
        }

        for (var i = 0; i < length; i++)
        {
            _sums[column][i] += sums[i];
        }
    }

    private static (int First, int Length) SquareOf(BlockGrid grid, int column)
    {
        var first = column / grid.Shape.Inputs * grid.Shape.Inputs;
        return (first, Math.Min(grid.Columns, first + grid.Shape.Inputs) - first);
    }
}
