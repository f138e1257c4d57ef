namespace MLNet.Compression;

/// <summary>Where a run stands.</summary>
public sealed record TrainingProgress
{
    /// <summary>What is being done: "fine-tune", "distil", "prune", "quantise", "evaluate".</summary>
    public required string Stage { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps of the stage.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs of the stage.</summary>
    public required int TotalEpochs { get; init; }

    /// <summary>The loss, averaged over the last steps.</summary>
    public required double Loss { get; init; }

    /// <summary>Each term of the loss with its value, averaged alike, before its weight.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Terms { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How the model did on the validation set when it was last evaluated; null where there is none, or before the first evaluation.</summary>
    public ValidationScore? Validation { get; init; }

    /// <summary>Real tokens (there are no others) per second since the stage began.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Time since the stage began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the stage will still take at this speed.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Whether this is the stage's last report; a stage may end before its last step.</summary>
    public bool IsFinal { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var terms = Terms.Count < 2 ? "" : " (" + string.Join(", ", Terms.Select(term => FormattableString.Invariant($"{term.Key} {term.Value:F4}"))) + ")";
        return FormattableString.Invariant(
            $"{Stage}: epoch {Epoch}/{TotalEpochs}, step {Step}/{TotalSteps}, loss {Loss:F4}{terms}{Format(Validation)}, learning rate {LearningRate:0.00e+0}, {TokensPerSecond:N0} tokens/s, {Format(Elapsed)} gone, {Format(Remaining)} left");
    }

    private static string Format(ValidationScore? score) => score is null ? "" : FormattableString.Invariant($", validation score {score.Score:F4}")
        + (score.TeacherAgreement is { } agreement ? FormattableString.Invariant($", agreement with the teacher {agreement:F4}") : "");

    private static string Format(TimeSpan time) => time.TotalHours >= 1
        ? FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss}")
        : FormattableString.Invariant($"{time:mm\\:ss}");
}
