using Microsoft.Extensions.AI;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>An embedding model as Microsoft.Extensions.AI asks for vectors, for vector stores and whatever else is built on that.</summary>
/// <remarks>It frees the memory of the model when it is disposed of; the model can be used after that, and so can the generator.</remarks>
public sealed class TextEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private const string Provider = "MLNet.Compression";

    private readonly TextModelTransformer _model;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <param name="model">A fitted embedding model.</param>
    /// <param name="modelId">The name under which the vectors say that they were made; null for none.</param>
    /// <exception cref="ArgumentException">The model gives no vectors.</exception>
    public TextEmbeddingGenerator(TextModelTransformer model, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var outcome = model.Outcome as EmbeddingOutcome ?? throw new ArgumentException($"The model predicts {model.Outcome.Description}, and no vectors: give one of mlContext.Transforms.Text.TextEmbedding.", nameof(model));
        (_model, _metadata) = (model, new EmbeddingGeneratorMetadata(Provider, providerUri: null, modelId, outcome.Outputs));
    }

    /// <summary>The vectors of texts, in their order. The work is done by the caller.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Dimensions, if they are set, must be the model's; nothing else is read.</param>
    /// <param name="cancellationToken">Asked before the work begins.</param>
    /// <exception cref="ArgumentException">Other dimensions are asked for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        cancellationToken.ThrowIfCancellationRequested();
        if (options?.Dimensions is { } dimensions && dimensions != _metadata.DefaultModelDimensions)
        {
            throw new ArgumentException($"{dimensions} dimensions are asked for, but the model gives {_metadata.DefaultModelDimensions}.", nameof(options));
        }

        var made = DateTimeOffset.UtcNow;
        var vectors = _model.Embed([.. values]).Select(vector => new Embedding<float>(vector) { CreatedAt = made, ModelId = _metadata.DefaultModelId });
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(vectors));
    }

    /// <summary>The generator itself, its metadata, or the model, by their types.</summary>
    /// <param name="serviceType">The type that is asked for.</param>
    /// <param name="serviceKey">Null; nothing is known under a key.</param>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        object[] known = [this, _metadata, _model];
        return serviceKey is null ? Array.Find(known, serviceType.IsInstanceOfType) : null;
    }

    /// <summary>Frees the memory that scoring holds.</summary>
    public void Dispose() => _model.Dispose();
}
