using System.Globalization;
using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>Without training.</summary>
/// <param name="Share">The share of the layers' multiply-adds that goes.</param>
/// <param name="UseLabels">Whether the Fisher information is that of the labels.</param>
internal sealed record QuickWay(double Share, bool UseLabels) : PruningWay
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"quickly, {Share:0.##} of the multiply-adds, {(UseLabels ? "labels" : "own predictions")}");

    /// <inheritdoc/>
    public override TextModelTransformer Prune(MLContext ml, TextModelTransformer model, IDataView rows, IProgress<TrainingProgress> progress, CancellationToken stop) =>
        ml.MulticlassClassification.Trainers.PruneQuickly(model, new QuickPruningEstimator.Options { Share = Share, UseLabels = UseLabels, Progress = progress, CancellationToken = stop }).Fit(rows);
}
