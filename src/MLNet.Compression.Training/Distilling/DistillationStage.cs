using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>A part of a recipe: some losses for some of the steps. Equal by content.</summary>
public sealed record DistillationStage : IOptionParts
{
    private readonly ValueList<DistillationLoss> _losses;

    /// <param name="name">A name for the progress; it also separates the random numbers of one stage from another's.</param>
    /// <param name="epochShare">The share of the epochs, relative to the other stages'.</param>
    /// <param name="losses">What is minimised: the sum of these.</param>
    /// <exception cref="ArgumentException">There is no loss, or the share is not positive.</exception>
    public DistillationStage(string name, double epochShare, params IReadOnlyList<DistillationLoss> losses)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(losses);
        (Name, EpochShare, _losses) = (name, Positive(epochShare), Checked(losses));
    }

    /// <summary>A name for the progress; it also separates the random numbers of one stage from another's.</summary>
    public string Name { get; init; }

    /// <summary>The share of the epochs, relative to the other stages': of 3 and 1 the first gets three quarters.</summary>
    public double EpochShare { get; }

    /// <summary>What is minimised: the sum of these, each times its weight.</summary>
    public IReadOnlyList<DistillationLoss> Losses
    {
        get => _losses;
        init => _losses = Checked(value);
    }

    /// <summary>Multiplies the peak learning rate; null, the default, for the options' warm-up to 1 and a line down to 0.</summary>
    public Schedule? RateFactor { get; init; }

    /// <summary>Which rows the batches are made of. Default <see cref="BatchMix.All"/>.</summary>
    public BatchMix Batches { get; init; } = BatchMix.All;

    /// <summary>How the student's layers take the places of a teacher's in this stage; null, the default, for a student by itself. Evaluations measure the student by itself in any case.</summary>
    public ModuleReplacing? Replacing { get; init; }

    /// <summary>Which of the student's weights learn. Default <see cref="LearningParts.All"/>.</summary>
    public LearningParts Learns { get; init; }

    /// <summary>Which tokens are hidden from student and teachers, anew in every step, for losses that ask what stood there; null, the default, for none.</summary>
    public Masking? Masking { get; init; }

    /// <summary>How the first teacher goes on learning beside a student with a vocabulary of its own; null, the default, for a teacher that stays as it is.</summary>
    public TeacherLearning? TeacherLearns { get; init; }

    /// <summary>An account of the stage.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Name} ({EpochShare:G4} of the epochs, {Batches}{(Masking is null ? "" : $", {Masking}")}{(RateFactor is null ? "" : $", learning rate times {RateFactor}")}{(Replacing is null ? "" : $", {Replacing}")}{(Learns == LearningParts.All ? "" : ", layers alone learn")}{(TeacherLearns is null ? "" : $", {TeacherLearns}")}): {string.Join(" + ", Losses)}");

    private static double Positive(double share) => share > 0 && double.IsFinite(share)
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A stage's share of the epochs is a positive number.");

    private static ValueList<DistillationLoss> Checked(IReadOnlyList<DistillationLoss> losses) => losses.Count > 0
        ? new ValueList<DistillationLoss>(losses)
        : throw new ArgumentException("A stage needs at least one loss.", nameof(losses));
}
