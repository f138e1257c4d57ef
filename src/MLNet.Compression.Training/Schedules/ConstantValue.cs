namespace MLNet.Compression.Training.Schedules;

/// <summary>The same value at every step.</summary>
internal sealed record ConstantValue(double Value) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps) => Value;

    internal override double Least => Value;

    internal override double Most => Value;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Value:G4}");
}
