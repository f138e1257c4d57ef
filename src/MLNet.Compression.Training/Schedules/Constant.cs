namespace MLNet.Compression.Training.Schedules;

/// <summary>The same value at every step.</summary>
internal sealed class Constant(double value) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps) => value;
}
