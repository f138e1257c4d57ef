namespace MLNet.Compression.Training.Schedules;

/// <summary>From one value to another over the whole stage.</summary>
/// <param name="From">The value at step 0.</param>
/// <param name="To">The value at the end.</param>
internal abstract record Change(double From, double To) : Schedule
{
    /// <inheritdoc/>
    public sealed override double At(long step, long totalSteps)
    {
        var share = Share(Math.Clamp((double)step / Math.Max(1, totalSteps), 0, 1));
        return ((1 - share) * From) + (share * To);
    }

    internal sealed override double Least => Math.Min(From, To);

    internal sealed override double Most => Math.Max(From, To);

    /// <summary>How much of the way is done.</summary>
    /// <param name="progress">The share of the steps that are.</param>
    protected abstract double Share(double progress);
}
