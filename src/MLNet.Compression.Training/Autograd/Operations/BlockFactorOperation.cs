using System.Numerics.Tensors;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Y = W ∘ f, with one factor f a block that follows from a learnt score a.</summary>
/// <remarks>Backward: dW = dY ∘ f; da = f′(a) · Σ over the block of dY ∘ W.</remarks>
internal sealed class BlockFactorOperation : Operation
{
    private readonly Tensor _weight;
    private readonly BlockGrid _grid;
    private readonly Parameter _scores;
    private readonly float[] _factors;
    private readonly float[] _slopes;

    private BlockFactorOperation(Tape tape, Tensor weight, BlockGrid grid, Parameter scores, float[] factors, float[] slopes)
    {
        _weight = weight;
        _grid = grid;
        _scores = scores;
        _factors = factors;
        _slopes = slopes;
        Output = tape.Allocate(weight.Rows, weight.Columns);
        tape.Workers.For(grid.BlockRows, Forward);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="weight">W.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="scores">a [block rows x block columns].</param>
    /// <param name="factors">f, block row by block row.</param>
    /// <param name="slopes">f′(a) likewise.</param>
    public static Tensor Apply(Tape tape, Tensor weight, BlockGrid grid, Parameter scores, float[] factors, float[] slopes) =>
        tape.Record(new BlockFactorOperation(tape, weight, grid, scores, factors, slopes));

    public override void Backward(Tape tape)
    {
        var scores = _scores.AddableGradient(tape.Buffers);
        tape.Workers.For(_grid.BlockRows, blockRow => AddScoreGradients(blockRow, scores.RowSpan(blockRow)));
        tape.WriteGradient(_weight, gradient => tape.Workers.For(_grid.BlockRows, blockRow =>
        {
            var factors = FactorsOfColumns(blockRow);
            foreach (var row in RowsOf(blockRow))
            {
                TensorPrimitives.Multiply(Output.Gradient.RowSpan(row), factors, gradient.RowSpan(row));
            }
        }));
    }

    private void Forward(int blockRow)
    {
        var factors = FactorsOfColumns(blockRow);
        foreach (var row in RowsOf(blockRow))
        {
            TensorPrimitives.Multiply(_weight.Value.RowSpan(row), factors, Output.Value.RowSpan(row));
        }
    }

    private void AddScoreGradients(int blockRow, Span<float> gradient)
    {
        var sums = new float[_grid.Columns];
        foreach (var row in RowsOf(blockRow))
        {
            TensorPrimitives.MultiplyAdd(Output.Gradient.RowSpan(row), _weight.Value.RowSpan(row), sums, sums);
        }

        for (var blockColumn = 0; blockColumn < gradient.Length; blockColumn++)
        {
            var sum = TensorPrimitives.Sum<float>(sums.AsSpan(_grid.Range(blockRow, blockColumn).Columns));
            gradient[blockColumn] += _slopes[(blockRow * gradient.Length) + blockColumn] * sum;
        }
    }

    private IEnumerable<int> RowsOf(int blockRow)
    {
        var (start, end) = (_grid.Range(blockRow, 0).Rows.Start.Value, _grid.Range(blockRow, 0).Rows.End.Value);
        return Enumerable.Range(start, end - start);
    }

    /// <summary>The factors of one block row, one a column.</summary>
    private float[] FactorsOfColumns(int blockRow)
    {
        var factors = new float[_grid.Columns];
        for (var blockColumn = 0; blockColumn < _grid.BlockColumns; blockColumn++)
        {
            factors.AsSpan(_grid.Range(blockRow, blockColumn).Columns).Fill(_factors[(blockRow * _grid.BlockColumns) + blockColumn]);
        }

        return factors;
    }
}
