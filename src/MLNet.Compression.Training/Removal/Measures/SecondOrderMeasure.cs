namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>What the empirical Fisher information says of the loss without a unit.</summary>
internal sealed record SecondOrderMeasure : PruningMeasure
{
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public SecondOrderMeasure(int gradients, int fisherBlock, double damping)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gradients);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fisherBlock);
        (Gradients, FisherBlock) = (gradients, fisherBlock);
        Damping = damping > 0 && double.IsFinite(damping)
            ? damping
            : throw new ArgumentOutOfRangeException(nameof(damping), damping, "The damping of the Fisher information is a positive number, such as 1e-7.");
    }

    /// <summary>m, the most gradients that it is made of.</summary>
    public int Gradients { get; }

    /// <summary>B, the most weights whose information is looked at together.</summary>
    public int FisherBlock { get; }

    /// <summary>λ.</summary>
    public double Damping { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"second order ({Gradients} gradients, blocks of {FisherBlock}, damping {Damping:G4})");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new SecondOrderScores(setting, this);
}
