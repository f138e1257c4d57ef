using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Makes models whose outputs are vectors of texts.</summary>
internal static class EmbeddingModels
{
    /// <summary>The encoder of a checkpoint in fp32; its head is not used.</summary>
    /// <param name="checkpoint">The weights.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="pooling"><see cref="PoolerKind.Mean"/>, or <see cref="PoolerKind.None"/> for the first token.</param>
    /// <param name="normalizes">Whether vectors are divided by their length.</param>
    /// <param name="maxTokens">Longer texts are cut to this length; null for all positions of the model.</param>
    /// <exception cref="ArgumentException">Vocabulary or length do not fit.</exception>
    public static CompressedModel Of(Checkpoint checkpoint, TextTokenizer tokenizer, PoolerKind pooling, bool normalizes, int? maxTokens = null)
    {
        var parts = new CheckpointParts(checkpoint, CompressedModelBuilder.Float32);
        var shape = checkpoint.Shape with { Pooler = pooling };
        return Create(shape, parts.Embeddings(), parts.Layers(), tokenizer, normalizes, maxTokens);
    }

    /// <summary>The vectors of a Model2Vec folder, whose mean stands for a text.</summary>
    /// <inheritdoc cref="Of(Checkpoint, TextTokenizer, PoolerKind, bool, int?)"/>
    public static CompressedModel Of(StaticCheckpoint checkpoint, bool normalizes, int? maxTokens = null)
    {
        var words = DenseMatrix.Encode(checkpoint.Vectors, checkpoint.Shape.VocabularySize, checkpoint.Dimensions);
        return Create(checkpoint.Shape, new EmbeddingWeights(words, null, null, null, null), [], checkpoint.Tokenizer, normalizes, maxTokens);
    }

    /// <summary>The encoder of a model, its weights as they are stored. Of an embedding model all that is not asked for otherwise stays; the head of another is not used.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pooling">What is read of a text; null for what an embedding model reads, else the mean.</param>
    /// <param name="normalizes">Whether vectors are divided by their length; null for whether an embedding model does.</param>
    /// <param name="maxTokens">Longer texts are cut to this length; null for the model's own.</param>
    /// <exception cref="ArgumentException">The model has fewer positions than <paramref name="maxTokens"/>.</exception>
    public static CompressedModel Of(CompressedModel model, PoolerKind? pooling = null, bool? normalizes = null, int? maxTokens = null)
    {
        var own = HeadDefinition.Of(model.Head);
        var keepsPooler = pooling is null && own.IsEmbedding;
        var shape = keepsPooler ? model.Shape : model.Shape with { Pooler = pooling ?? PoolerKind.Mean, HiddenSize = model.Shape.StateSize };
        return new CompressedModel(
            shape,
            model.Embeddings,
            model.Layers,
            keepsPooler ? model.Pooler : null,
            own.IsEmbedding && shape.HiddenSize == model.Shape.HiddenSize ? model.Classifier : null,
            [],
            model.Vocabulary,
            model.Tokenizer,
            maxTokens ?? model.MaxTokens,
            KindOf(normalizes ?? own.IsNormalized),
            subwords: model.Subwords,
            hasHalfVectors: model.HasHalfVectors);
    }

    private static CompressedModel Create(
        BertShape shape, EmbeddingWeights embeddings, IReadOnlyList<LayerWeights> layers, TextTokenizer tokenizer, bool normalizes, int? maxTokens) =>
        new(shape, embeddings, layers, null, null, [], tokenizer.Vocabulary, tokenizer.Options, maxTokens ?? shape.MaxPositions, KindOf(normalizes), subwords: tokenizer.Subwords);

    private static HeadKind KindOf(bool normalizes) => normalizes ? HeadKind.UnitEmbedding : HeadKind.Embedding;
}
