namespace MLNet.Compression.Training.Schedules;

/// <summary>A value that ends.</summary>
/// <param name="Value">The value.</param>
/// <param name="EndShare">The share of the steps from which on it is 0.</param>
internal sealed record ConstantUntil(double Value, double EndShare) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps) => step < EndShare * totalSteps ? Value : 0;

    internal override double Least => 0;

    internal override double Most => Value;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Value:G4} for {EndShare:P0} of the steps");
}
