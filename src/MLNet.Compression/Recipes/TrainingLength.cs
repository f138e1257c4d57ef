using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How long and how fast a stage of a <see cref="CompressionRecipe"/> learns. Equal by value.</summary>
/// <param name="Epochs">Passes over the rows; null, the default, for what is usual for the stage.</param>
/// <param name="LearningRate">The peak learning rate; null, the default, for the usual one.</param>
/// <param name="BatchSize">Rows a step. Default 32.</param>
public sealed record TrainingLength(
    [property: Range(1, 10_000)] int? Epochs = null,
    [property: Range(0.0, 10.0)] double? LearningRate = null,
    [property: Range(1, 65_536)] int BatchSize = 32) : IOptionParts
{
    /// <summary>What is usual for the stage.</summary>
    public static TrainingLength Usual { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        Epochs is { } epochs ? FormattableString.Invariant($"{epochs} epochs") : "usual epochs",
        LearningRate is { } rate ? FormattableString.Invariant($"rate {rate:G3}") : "usual rate",
        FormattableString.Invariant($"{BatchSize} rows a step"),
    });

    internal void ApplyTo(TrainingOptions options) => (options.Epochs, options.LearningRate, options.BatchSize) = (Epochs, LearningRate, BatchSize);
}
