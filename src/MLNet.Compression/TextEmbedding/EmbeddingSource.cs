using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.TextEmbedding;

/// <summary>A model that gives vectors, and what the user should know of where it comes from.</summary>
/// <param name="Model">The model.</param>
/// <param name="Notes">A sentence each.</param>
internal sealed record EmbeddingSource(CompressedModel Model, IEnumerable<string> Notes)
{
    /// <summary>Reads a Hugging Face folder, one of sentence-transformers, one of Model2Vec, or the file of a model, whose weights stay as they are stored.</summary>
    /// <param name="folder">The folder, or the file.</param>
    /// <param name="options">What is asked for otherwise than the folder says.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">The options ask for what the model does not have.</exception>
    public static EmbeddingSource OfFolder(string folder, TextEmbeddingEstimator.Options options)
    {
        var start = PretrainedModel.Load(folder);
        if (start is FittedModel file)
        {
            return OfModel(file.Model, options);
        }

        var settings = SentenceSettings.Read(folder);
        var (pooling, normalizes) = (options.Pooler ?? settings.Pooling ?? PoolerKind.Mean, options.Normalize ?? settings.Normalizes ?? false);
        var maxTokens = options.MaxTokens ?? Least(settings.MaxTokens, start.Shape.MaxPositions);
        RequireFits(start.Shape, options);
        return new EmbeddingSource(
            start is PretrainedModel pretrained
                ? EmbeddingModels.Of(pretrained.Checkpoint, pretrained.Tokenizer, pooling, normalizes, maxTokens)
                : EmbeddingModels.Of(((StaticModel)start).Checkpoint, normalizes, maxTokens),
            start.Notes);
    }

    /// <summary>A model of any head, its weights as they are stored.</summary>
    /// <exception cref="ArgumentException">The options ask for what the model does not have.</exception>
    public static EmbeddingSource OfModel(CompressedModel model, TextEmbeddingEstimator.Options options)
    {
        RequireFits(model.Shape, options);
        return new EmbeddingSource(EmbeddingModels.Of(model, options.Pooler, options.Normalize, options.MaxTokens), []);
    }

    private static int? Least(int? tokens, int positions) => tokens is { } count ? Math.Min(count, positions) : null;

    private static void RequireFits(BertShape shape, TextEmbeddingEstimator.Options options)
    {
        PoolingCheck.RequireFits(shape, options.Pooling);
        if (options.MaxTokens > shape.MaxPositions)
        {
            throw new ArgumentException($"MaxTokens is {options.MaxTokens}, but the model has {shape.MaxPositions} positions: set at most as many.");
        }
    }
}
