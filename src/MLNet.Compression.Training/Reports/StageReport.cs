using System.Text.Json.Serialization;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>One stage of a fit.</summary>
/// <param name="Stage">Its name: "fine-tune", "distil", "prune", "quantise", "reduce vocabulary".</param>
/// <param name="Elapsed">The time it took.</param>
/// <param name="TokensPerSecond">Tokens trained on a second; 0 for a stage that does not train.</param>
/// <param name="Result">The model it left, where a validation set was given; else null.</param>
public sealed record StageReport(string Stage, [property: JsonPropertyName("seconds")] TimeSpan Elapsed, double TokensPerSecond, StageResult? Result)
{
    /// <summary>What became of the pieces; null for a stage that does not reduce the vocabulary.</summary>
    public VocabularyReport? Vocabulary { get; init; }

    /// <summary>What else it says of itself, such as which number formats it chose and why; null, the default, for nothing.</summary>
    public string? Details { get; init; }

    /// <summary>What ML.NET's linear models reach on the validation set; null where it was not measured in this stage.</summary>
    public BaselineReport? Baseline { get; init; }

    /// <summary>The loss as it fell, and how the model did meanwhile; null for a stage that does not train.</summary>
    public LearningCurve? Curve { get; init; }

    /// <summary>The options that have a say in the result, by name, as they were with what was left open; without files and folders.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init => field = new ValueList<KeyValuePair<string, string>>(value ?? []); } = new ValueList<KeyValuePair<string, string>>([]);

    /// <summary>The seed; null where it is not known.</summary>
    public int? Seed { get; init; }

    /// <summary>The most bytes of memory that the whole process was seen to take while the stage trained, looked at four times a second; 0 where that is not known.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Where and when it ran; null where that is not known.</summary>
    public RunEnvironment? Environment { get; init; }
}
