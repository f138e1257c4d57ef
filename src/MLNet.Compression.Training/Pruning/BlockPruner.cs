using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Pruning;

/// <summary>Gradual magnitude pruning (Zhu and Gupta 2017) of whole blocks: renews the masks as the schedule asks, by the L2 norm of the raw blocks.</summary>
internal sealed class BlockPruner : IStepCallback
{
    private readonly (Parameter Weight, BlockMask Mask)[] _masked;
    private readonly BlockRanking _ranking;
    private readonly MaskSchedule _schedule;

    /// <param name="weights">The matrices; each gets a <see cref="BlockMask"/>.</param>
    /// <param name="shape">The block.</param>
    /// <param name="ranking">Among which blocks the weakest are chosen.</param>
    /// <param name="schedule">When the masks are renewed, and to which share of removed weights.</param>
    public BlockPruner(IEnumerable<Parameter> weights, BlockShape shape, BlockRanking ranking, MaskSchedule schedule)
    {
        _ranking = ranking;
        _schedule = schedule;
        _masked = [.. weights.Select(weight => (weight, new BlockMask(new BlockGrid(weight.Rows, weight.Columns, shape))))];
        foreach (var (weight, mask) in _masked)
        {
            weight.Add(mask);
        }
    }

    /// <summary>The share of removed weights of all matrices together.</summary>
    public double Sparsity => _masked.Sum(pair => pair.Mask.Sparsity * pair.Weight.Count) / _masked.Sum(pair => pair.Weight.Count);

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps)
    {
        if (_schedule.ShareBefore(step, totalSteps) is { } share)
        {
            Renew(share);
        }
    }

    /// <summary>Makes what the masks remove zero for good and takes the masks away: the model stays what it was with them.</summary>
    public void Finish()
    {
        foreach (var (weight, mask) in _masked)
        {
            mask.Bake(weight);
        }

        Remove();
    }

    /// <summary>Takes the masks away and leaves the weights as they are.</summary>
    public void Remove()
    {
        foreach (var (weight, _) in _masked)
        {
            weight.RemoveParametrizations();
        }
    }

    private void Renew(double sparsity)
    {
        var norms = Array.ConvertAll(_masked, pair => BlockNorms(pair.Weight, pair.Mask.Grid));
        if (_ranking == BlockRanking.Global)
        {
            RenewTogether(norms, sparsity);
            return;
        }

        for (var i = 0; i < _masked.Length; i++)
        {
            _masked[i].Mask.Renew(Strongest(norms[i], sparsity));
        }
    }

    private void RenewTogether(float[][] norms, double sparsity)
    {
        var kept = Strongest([.. norms.SelectMany(n => n)], sparsity);
        var start = 0;
        for (var i = 0; i < _masked.Length; i++)
        {
            _masked[i].Mask.Renew(kept.AsSpan(start, norms[i].Length));
            start += norms[i].Length;
        }
    }

    /// <summary>Marks all but the weakest blocks; of equally weak ones the first goes first.</summary>
    private static bool[] Strongest(float[] norms, double sparsity)
    {
        // The bits of numbers that are not negative are ordered as the numbers are.
        var order = new ulong[norms.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)BitConverter.SingleToUInt32Bits(norms[i]) << 32) | (uint)i;
        }

        Array.Sort(order);
        var kept = new bool[norms.Length];
        kept.AsSpan().Fill(true);
        foreach (var weakest in order.AsSpan(0, (int)Math.Round(sparsity * norms.Length)))
        {
            kept[(uint)weakest] = false;
        }

        return kept;
    }

    /// <summary>The root mean square of each block's weights, block row by block row.</summary>
    private static float[] BlockNorms(Parameter weight, BlockGrid grid)
    {
        var norms = new float[grid.Count];
        for (var blockRow = 0; blockRow < grid.BlockRows; blockRow++)
        {
            for (var blockColumn = 0; blockColumn < grid.BlockColumns; blockColumn++)
            {
                var (rows, columns) = grid.Range(blockRow, blockColumn);
                var size = (rows.End.Value - rows.Start.Value) * (columns.End.Value - columns.Start.Value);
                norms[(blockRow * grid.BlockColumns) + blockColumn] = (float)Math.Sqrt(BlockGrid.SumOfSquares(weight.Value, rows, columns) / size);
            }
        }

        return norms;
    }
}
