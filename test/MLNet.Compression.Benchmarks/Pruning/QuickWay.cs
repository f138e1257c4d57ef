using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>Without training.</summary>
/// <param name="Share">The share of the layers' multiply-adds that goes.</param>
/// <param name="UseLabels">Whether the Fisher information is that of the labels.</param>
internal sealed record QuickWay(double Share, bool UseLabels) : PruningWay
{
    /// <inheritdoc/>
    public override double Share { get; } = Share;

    /// <inheritdoc/>
    public override string Family => $"quickly, {Slopes}";

    private string Slopes => UseLabels ? "labels" : "own predictions";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"quickly, {Share:0.##} of the multiply-adds, {Slopes}");

    /// <inheritdoc/>
    protected override TextModelTransformer Prune(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop) =>
        ml.MulticlassClassification.Trainers.PruneQuickly(subject.Model, new QuickPruningEstimator.Options { Share = Share, UseLabels = UseLabels, Seed = seed, Progress = progress, CancellationToken = stop }).Fit(subject.View(ml));
}
