namespace MLNet.Compression.Training.Schedules;

/// <summary>Two schedules multiplied; neither is negative.</summary>
internal sealed record Product(Schedule Left, Schedule Right) : Schedule
{
    /// <summary>left · right, as one number where both are.</summary>
    public static Schedule Of(Schedule left, Schedule right) => (left, right) switch
    {
        (ConstantValue a, ConstantValue b) => a.Value * b.Value,
        (ConstantValue { Value: 1 }, _) => right,
        (_, ConstantValue { Value: 1 }) => left,
        _ => new Product(left, right),
    };

    /// <inheritdoc/>
    public override double At(long step, long totalSteps) => Left.At(step, totalSteps) * Right.At(step, totalSteps);

    internal override double Least => Left.Least * Right.Least;

    internal override double Most => Left.Most * Right.Most;

    /// <inheritdoc/>
    public override string ToString() => $"({Left}) times ({Right})";
}
