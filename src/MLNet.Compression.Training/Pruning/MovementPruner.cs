using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Pruning;

/// <summary>Movement pruning (Sanh et al. 2020) of whole blocks: renews the masks as the schedule asks, by scores that are learnt with the weights.</summary>
internal sealed class MovementPruner : IStepCallback
{
    private readonly (Parameter Weight, MovementMask Mask)[] _masked;
    private readonly Schedule _sparsity;
    private readonly int _interval;

    /// <param name="weights">The matrices; each gets a <see cref="MovementMask"/> and loses the same share of its blocks.</param>
    /// <param name="shape">The block.</param>
    /// <param name="sparsity">The share of removed blocks at each step.</param>
    /// <param name="interval">Steps between two renewals.</param>
    public MovementPruner(IEnumerable<Parameter> weights, BlockShape shape, Schedule sparsity, int interval)
    {
        _sparsity = sparsity;
        _interval = interval;
        _masked = [.. weights.Select(weight => (weight, new MovementMask(weight.Name, new BlockGrid(weight.Rows, weight.Columns, shape))))];
        foreach (var (weight, mask) in _masked)
        {
            weight.Add(mask);
        }
    }

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps)
    {
        if (step % _interval == 0 || step == totalSteps - 1)
        {
            Renew(_sparsity.At(step, totalSteps));
        }
    }

    /// <summary>Makes the removed weights zero for good and takes the masks away.</summary>
    public void Finish(double sparsity)
    {
        Renew(sparsity);
        foreach (var (weight, _) in _masked)
        {
            weight.Bake();
        }
    }

    private void Renew(double sparsity)
    {
        foreach (var (_, mask) in _masked)
        {
            mask.Renew(1 - sparsity);
        }
    }
}
