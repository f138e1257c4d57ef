using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>W ∘ mask, where the mask keeps or removes whole blocks.</summary>
/// <remarks>The gradient passes straight through to removed weights too, so that a block may come back when the mask is renewed.</remarks>
internal sealed class BlockMask : Parametrization
{
    private readonly float[] _mask;
    private readonly bool[] _kept;

    public BlockMask(BlockGrid grid)
    {
        Grid = grid;
        _mask = new float[grid.Rows * grid.Columns];
        _kept = new bool[grid.Count];
        _kept.AsSpan().Fill(true);
        _mask.AsSpan().Fill(1f);
    }

    /// <summary>A mask that keeps what is zero at zero; null where nothing is.</summary>
    public static BlockMask? OfZeros(Parameter weight)
    {
        if (!weight.ValueSpan.Contains(0f))
        {
            return null;
        }

        var kept = new bool[weight.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = weight.ValueSpan[i] != 0;
        }

        var mask = new BlockMask(new BlockGrid(weight.Rows, weight.Columns, BlockShape.Unstructured));
        mask.Renew(kept);
        return mask;
    }

    public BlockGrid Grid { get; }

    /// <summary>Whether each block is kept, block row by block row.</summary>
    public ReadOnlySpan<bool> Kept => _kept;

    /// <summary>The share of the weights that are removed.</summary>
    public double Sparsity => 1 - (TensorPrimitives.Sum<float>(_mask) / _mask.Length);

    /// <inheritdoc/>
    public override bool RemovesWeights => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => StraightThroughOperation.Apply(tape, weight, MultiplyRow);

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("kept", _kept);

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        reader.Read("kept", _kept.AsSpan());
        Renew(_kept);
    }

    /// <summary>Removes, for good, what the mask removes.</summary>
    public void Bake(Parameter weight) => Multiply(weight.Value);

    /// <summary>Makes what the mask removes zero in a matrix of the weight's size, such as its gradient.</summary>
    public void Multiply(MatrixView matrix)
    {
        for (var row = 0; row < Grid.Rows; row++)
        {
            var values = matrix.RowSpan(row);
            MultiplyRow(row, values, values);
        }
    }

    /// <summary>Chooses the kept blocks anew.</summary>
    /// <param name="kept">One value a block, block row by block row.</param>
    public void Renew(ReadOnlySpan<bool> kept)
    {
        kept.CopyTo(_kept);
        for (var blockRow = 0; blockRow < Grid.BlockRows; blockRow++)
        {
            RenewBlockRow(blockRow, kept.Slice(blockRow * Grid.BlockColumns, Grid.BlockColumns));
        }
    }

    private void RenewBlockRow(int blockRow, ReadOnlySpan<bool> kept)
    {
        var rows = Grid.Range(blockRow, 0).Rows;
        var first = _mask.AsSpan(rows.Start.Value * Grid.Columns, Grid.Columns);
        for (var blockColumn = 0; blockColumn < kept.Length; blockColumn++)
        {
            first[Grid.Range(blockRow, blockColumn).Columns].Fill(kept[blockColumn] ? 1f : 0f);
        }

        for (var row = rows.Start.Value + 1; row < rows.End.Value; row++)
        {
            first.CopyTo(_mask.AsSpan(row * Grid.Columns, Grid.Columns));
        }
    }

    private void MultiplyRow(int row, ReadOnlySpan<float> input, Span<float> output) =>
        TensorPrimitives.Multiply(input, _mask.AsSpan(row * Grid.Columns, Grid.Columns), output);
}
