namespace MLNet.Compression.Training.Schedules;

/// <summary>In a line.</summary>
internal sealed record LinearChange(double From, double To) : Change(From, To)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{From:G4} to {To:G4} in a line");

    /// <inheritdoc/>
    protected override double Share(double progress) => progress;
}
