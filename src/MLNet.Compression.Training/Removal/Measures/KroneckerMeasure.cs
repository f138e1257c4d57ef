namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>What the Fisher information in Kronecker factors says of the loss without a unit.</summary>
internal sealed record KroneckerMeasure : PruningMeasure
{
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public KroneckerMeasure(int rows, int inputs, double damping)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        (Rows, Inputs) = (rows, inputs);
        Damping = damping > 0 && double.IsFinite(damping)
            ? damping
            : throw new ArgumentOutOfRangeException(nameof(damping), damping, "The damping of the inputs' factor is a positive share, such as 0.01.");
    }

    /// <summary>The most rows of each sample.</summary>
    public int Rows { get; }

    /// <summary>The most inputs that make up for each other.</summary>
    public int Inputs { get; }

    /// <summary>What is added to the diagonal of A, as a share of its mean.</summary>
    public double Damping { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Kronecker factors ({Rows} rows, {Inputs} inputs, damping {Damping:G4})");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new KroneckerScores(setting, this);
}
