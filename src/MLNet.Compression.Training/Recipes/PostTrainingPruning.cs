using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>
/// Removes heads and feed-forward neurons without training: masks by the Fisher information of gates (Kwon et al. 2022), then least squares for the
/// outputs' weights of what is left (Park et al. 2024).
/// </summary>
internal static class PostTrainingPruning
{
    /// <summary>The most tokens whose states are held in memory for the refit.</summary>
    private const long RefitTokens = 65536;

    /// <summary>Prunes a copy of a model.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <param name="rows">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, the model has no layers of its own to prune, or the rows do not fit it.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static PrunedModel Run(TextModel model, TextDataset rows, QuickPruningOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        RequireLayers(model.Shape);
        RequireRows(model, rows, options.UseLabels);
        environment.CancellationToken.ThrowIfCancellationRequested();
        var pruned = TextModelCopy.Of(model);
        pruned.NewTensors = model.NewTensors;
        var (subLayers, choice) = (SubLayers.Of(pruned), new UnitChoice(SubLayers.Of(pruned), options.TypicalTokens));
        var slopes = new FisherPass(pruned, subLayers, options.UseLabels, environment).Run(new RowSample(rows, options.Rows, environment.Seed));
        var kept = choice.Run(slopes, options.Share, environment);
        for (var i = 0; i < subLayers.Count; i++)
        {
            subLayers[i].Clear(kept[i]);
        }

        new RefitPass(model, pruned, kept, environment).Run(new RowSample(rows, options.Rows, environment.Seed, RefitTokens), options.Damping);
        var left = subLayers.Select((subLayer, i) => kept[i].Count(isKept => isKept) * subLayer.CostOfUnit(options.TypicalTokens)).Sum();
        return new PrunedModel(pruned, [.. kept.Chunk(2).Select(layer => new LayerUnits(PlacesOf(layer[0]), PlacesOf(layer[1])))], 1 - ((double)left / choice.TotalCost));
    }

    /// <summary>Refuses a model that can't be pruned so, for before it is trained.</summary>
    /// <exception cref="ArgumentException">The model has no layers, or layers that share weights.</exception>
    public static void RequireLayers(BertShape shape)
    {
        if (shape.IsStatic)
        {
            throw new ArgumentException("A static model has no heads or neurons to remove: leave PruneQuickly out, choose fewer dimensions, or quantise it.");
        }

        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            var source = Math.Min(shape.AttentionSource(layer), shape.FeedForwardSource(layer));
            if (source < layer)
            {
                throw new ArgumentException(
                    $"Layers {source} and {layer} share weights, which can't be refitted to both without training: use PruneBlocks, or a model whose layers have weights of their own.");
            }
        }
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

    private static int[] PlacesOf(bool[] kept) => [.. kept.Index().Where(unit => unit.Item).Select(unit => unit.Index)];
}
