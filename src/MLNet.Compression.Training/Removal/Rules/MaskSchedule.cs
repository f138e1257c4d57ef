namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>When masks are renewed, to which share of removed units, and from when on they stay.</summary>
/// <remarks>At every interval until the schedule reaches its last share, and then never again: what follows is a phase of recovery in which removed weights are zero.</remarks>
/// <param name="sparsity">The share that is removed after each number of steps; it never falls.</param>
/// <param name="interval">Steps between two renewals.</param>
internal sealed class MaskSchedule(Schedule sparsity, int interval)
{
    /// <summary>Whether the schedule's values, as shares of its last, are thresholds of what a unit must be worth to stay, until the last share holds.</summary>
    public bool ByThreshold { get; init; }

    /// <summary>The share to remove before a step; null where the masks stay.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    public double? ShareBefore(long step, long totalSteps)
    {
        var last = LastShare(totalSteps);
        var after = ShareAfter(step, totalSteps);
        if (IsFrozen(step, totalSteps))
        {
            return null;
        }

        return after == last || step % interval == 0 || step == totalSteps - 1 ? after : null;
    }

    /// <summary>The share that is aimed at when a step is done.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    public double ShareAfter(long step, long totalSteps) => sparsity.At(step + 1, totalSteps);

    /// <summary>The share that is removed in the end.</summary>
    /// <param name="totalSteps">Steps of the phase.</param>
    public double LastShare(long totalSteps) => sparsity.At(totalSteps, totalSteps);

    /// <summary>Whether the masks were renewed for the last time before an earlier step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    public bool IsFrozen(long step, long totalSteps) => step > 0 && sparsity.At(step, totalSteps) == LastShare(totalSteps);
}
