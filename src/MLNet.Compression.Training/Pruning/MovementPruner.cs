using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Pruning;

/// <summary>Movement pruning (Sanh et al. 2020) of whole blocks: renews the masks as the schedule asks, by scores that are learnt with the weights.</summary>
internal sealed class MovementPruner : IStepCallback
{
    private readonly (Parameter Weight, MovementMask Mask)[] _masked;
    private readonly MaskSchedule _schedule;

    /// <param name="weights">The matrices; each gets a <see cref="MovementMask"/> and loses the same share of its blocks.</param>
    /// <param name="shape">The block.</param>
    /// <param name="schedule">When the masks are renewed, and to which share of removed blocks.</param>
    public MovementPruner(IEnumerable<Parameter> weights, BlockShape shape, MaskSchedule schedule)
    {
        _schedule = schedule;
        _masked = [.. weights.Select(weight => (weight, new MovementMask(weight.Name, new BlockGrid(weight.Rows, weight.Columns, shape))))];
        foreach (var (weight, mask) in _masked)
        {
            weight.Add(mask);
        }
    }

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps)
    {
        if (_schedule.ShareBefore(step, totalSteps) is { } share)
        {
            foreach (var (_, mask) in _masked)
            {
                mask.Renew(1 - share);
            }
        }
    }

    /// <summary>Makes what the masks remove zero for good and takes the masks away: the model stays what it was with them.</summary>
    public void Finish()
    {
        foreach (var (weight, _) in _masked)
        {
            weight.Bake();
        }
    }
}
