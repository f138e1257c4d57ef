namespace MLNet.Compression.Training.Schedules;

/// <summary>Along half a cosine.</summary>
internal sealed record CosineChange(double From, double To) : Change(From, To)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{From:G4} to {To:G4} along a cosine");

    /// <inheritdoc/>
    protected override double Share(double progress) => 0.5 * (1 - Math.Cos(Math.PI * progress));
}
