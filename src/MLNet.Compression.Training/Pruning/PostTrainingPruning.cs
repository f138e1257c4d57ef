using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Pruning.Budgets;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Slicing;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Pruning;

/// <summary>
/// Removes heads and feed-forward neurons without training: chosen by the Fisher information of gates (Kwon et al. 2022), then least squares for the
/// outputs' weights of what is left (Park et al. 2024).
/// </summary>
internal static class PostTrainingPruning
{
    /// <summary>The most tokens whose states are held in memory for the refit.</summary>
    private const long RefitTokens = 65536;

    /// <summary>Makes a smaller model.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <param name="rows">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, the model has no layers of its own to prune, the rows do not fit it, or no share keeps the budget.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static QuicklyPruned Run(TextModel model, TextDataset rows, QuickPruningOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        RequireLayers(model.Shape);
        ModelSlice.RequireBare(model);
        RequireRows(model, rows, options.UseLabels);
        environment.CancellationToken.ThrowIfCancellationRequested();
        var (sample, refitSample) = (new RowSample(rows, options.Rows, environment.Seed), new RowSample(rows, options.Rows, environment.Seed, tokens: RefitTokens));
        var (subLayers, refit) = (SubLayers.Of(model), new RefitPass(model, environment));
        var meter = new PassMeter("prune", (sample.Batches * subLayers.Count) + refit.Steps(refitSample), environment.Progress);
        var slopes = new FisherPass(model, subLayers, options.UseLabels, environment).Run(sample, meter);
        var masks = new MaskSelection(subLayers, options.TypicalTokens);
        var share = options.Budget is { } budget
            ? new RemovalSearch(budget, environment).Run(RemovalSearch.MostShare, TrialAt, "layers' multiply-adds")
            : options.Share;
        var kept = masks.Run(slopes, share, environment);
        var slice = SliceOf(model, subLayers, kept);
        var pruned = slice.Apply(model);
        refit.Run(pruned, refitSample, options.Damping, meter);
        return new QuicklyPruned(pruned, slice, 1 - ((double)masks.CostOf(kept) / masks.TotalCost));

        PrunedTrial TrialAt(double extent) => new(SliceOf(model, subLayers, masks.Search(slopes, extent)).Apply(model), PrunedTrial.Int8);
    }

    /// <summary>Refuses a model that can't be pruned so, for before it is trained.</summary>
    /// <exception cref="ArgumentException">The model has no layers, or layers that share weights.</exception>
    public static void RequireLayers(BertShape shape)
    {
        PruningRun.RequireLayers(shape);
        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            var source = Math.Min(shape.AttentionSource(layer), shape.FeedForwardSource(layer));
            if (source < layer)
            {
                throw new ArgumentException(
                    $"Layers {source} and {layer} share weights, which can't be refitted to both without training: prune it with training, or take a model whose layers have weights of their own.");
            }
        }
    }

    private static ModelSlice SliceOf(TextModel model, IReadOnlyList<SubLayer> subLayers, IReadOnlyList<bool[]> kept)
    {
        var slice = ModelSlice.All(model.Shape);
        foreach (var (place, subLayer) in subLayers.Index())
        {
            slice = subLayer.Keep(slice, kept[place].Index().Where(unit => unit.Item).Select(unit => unit.Index));
        }

        return slice;
    }

    private static void RequireRows(TextModel model, TextDataset rows, bool useLabels)
    {
        if (rows.Count == 0)
        {
            throw new ArgumentException("Pruning needs rows to see what the units do, but the data has no rows.", nameof(rows));
        }

        if (useLabels && !rows.HasTargets)
        {
            throw new ArgumentException($"The rows have no labels: set {nameof(QuickPruningOptions.UseLabels)} to false, and units are judged by the model's own predictions.", nameof(rows));
        }

        if (useLabels)
        {
            DatasetCheck.RequireTargets(rows, model);
        }

        DatasetCheck.RequireTokens(rows, model);
    }
}
