using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How long and how fast a stage of a <see cref="CompressionRecipe"/> learns. Equal by value.</summary>
/// <param name="Epochs">Passes over the rows; null, the default, for what is usual for the stage.</param>
/// <param name="LearningRate">The peak learning rate; null, the default, for the usual one.</param>
/// <param name="BatchSize">Rows a step. Default 32.</param>
public sealed record TrainingLength(
    [property: Range(1, TrainingLength.MostEpochs)] int? Epochs = null,
    [property: Range(0.0, 10.0)] double? LearningRate = null,
    [property: Range(1, 65_536)] int BatchSize = 32) : IOptionParts
{
    private const int MostEpochs = 10_000;

    /// <summary>What is usual for the stage.</summary>
    public static TrainingLength Usual { get; } = new();

    /// <summary>Optimizer steps at least: so many passes that they give these, where <see cref="Epochs"/> gives fewer or is null. Null, the default, for the epochs alone.</summary>
    [Range(1, int.MaxValue)]
    public int? Steps { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        Epochs is { } epochs ? FormattableString.Invariant($"{epochs} epochs") : "usual epochs",
        LearningRate is { } rate ? FormattableString.Invariant($"rate {rate:G3}") : "usual rate",
        FormattableString.Invariant($"{BatchSize} rows a step"),
        Steps is { } steps ? FormattableString.Invariant($"at least {steps:N0} steps") : "",
    }.Where(part => part.Length > 0));

    /// <summary>Passes over a number of rows; null for what is usual.</summary>
    internal int? EpochsFor(int rows) => Steps is { } steps ? (int)Math.Clamp(((long)steps * BatchSize + Math.Max(1, rows) - 1) / Math.Max(1, rows), Epochs ?? 1, MostEpochs) : Epochs;

    internal void ApplyTo(TrainingOptions options, int rows) => (options.Epochs, options.LearningRate, options.BatchSize) = (EpochsFor(rows), LearningRate, BatchSize);
}
