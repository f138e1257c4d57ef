namespace MLNet.Compression.Training.Pruning;

/// <summary>When masks are renewed, and to which share of removed weights.</summary>
/// <remarks>
/// At every interval, and besides at the first step that ends with the schedule's last share and at the last step of all: from then on
/// a model is as sparse as it is to become.
/// </remarks>
/// <param name="sparsity">The share that is removed after each number of steps.</param>
/// <param name="interval">Steps between two renewals.</param>
internal sealed class MaskSchedule(Schedule sparsity, int interval)
{
    /// <summary>The share to remove before a step; null where the masks stay.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    public double? ShareBefore(long step, long totalSteps)
    {
        var (before, after, last) = (sparsity.At(step, totalSteps), sparsity.At(step + 1, totalSteps), sparsity.At(totalSteps, totalSteps));
        var getsThere = after == last && before != last;
        return getsThere || step % interval == 0 || step == totalSteps - 1 ? after : null;
    }
}
