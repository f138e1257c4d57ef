using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>A part of a quantisation-aware training: some losses for some of the steps. Equal by content.</summary>
public sealed record QuantizationStage : IOptionParts
{
    private readonly ValueList<DistillationLoss> _losses;

    /// <param name="name">A name for the progress; it also separates the random numbers of one stage from another's.</param>
    /// <param name="epochShare">The share of the epochs, relative to the other stages'.</param>
    /// <param name="losses">What is minimised: the sum of these, as in <see cref="QuantizationOptions.Losses"/>.</param>
    /// <exception cref="ArgumentException">There is no name or no loss, or the share is not positive.</exception>
    public QuantizationStage(string name, double epochShare, params IReadOnlyList<DistillationLoss> losses)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(losses);
        if (!(epochShare > 0 && double.IsFinite(epochShare)))
        {
            throw new ArgumentOutOfRangeException(nameof(epochShare), epochShare, "A stage's share of the epochs is a positive number.");
        }

        if (losses.Count == 0)
        {
            throw new ArgumentException("A stage needs at least one loss.", nameof(losses));
        }

        (Name, EpochShare, _losses) = (name, epochShare, new ValueList<DistillationLoss>(losses));
    }

    /// <summary>A name for the progress.</summary>
    public string Name { get; }

    /// <summary>The share of the epochs, relative to the other stages': of 3 and 1 the first gets three quarters.</summary>
    public double EpochShare { get; }

    /// <summary>What is minimised: the sum of these, each times its weight.</summary>
    public IReadOnlyList<DistillationLoss> Losses => _losses;

    /// <summary>Whether weights in <see cref="QuantizationScheme.SplitBinary"/> are split before this stage; others are what they are. Once split, they stay so.</summary>
    public bool Splits { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} ({EpochShare:G4} of the epochs{(Splits ? ", split" : "")}): {string.Join(" + ", Losses)}");
}
