using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Random parts of a model, every parameter other than zero.</summary>
internal sealed class RandomWeights(MatrixEncoder encoder, int seed)
{
    private readonly Random _random = new(seed);

    public EmbeddingWeights Embeddings(BertShape shape) => new(
        encoder("embeddings.word_embeddings", Values(shape.VocabularySize * shape.EmbeddingSize, 1), shape.VocabularySize, shape.EmbeddingSize),
        shape.IsStatic ? null : encoder("embeddings.position_embeddings", Values(shape.MaxPositions * shape.EmbeddingSize, 1), shape.MaxPositions, shape.EmbeddingSize),
        shape.TokenTypes == 0
            ? null
            : encoder("embeddings.token_type_embeddings", Values(shape.TokenTypes * shape.EmbeddingSize, 1), shape.TokenTypes, shape.EmbeddingSize),
        shape.IsStatic ? null : Norm(shape.EmbeddingSize),
        shape.HasEmbeddingProjection ? Linear("embeddings.projection", shape.HiddenSize, shape.EmbeddingSize) : null);

    public LayerWeights Layer(int hidden, LayerShape shape, int index) => new(
        new AttentionWeights(
            Linear($"encoder.layer.{index}.attention.self", 3 * shape.AttentionSize, hidden),
            Linear($"encoder.layer.{index}.attention.output.dense", hidden, shape.AttentionSize),
            Norm(hidden)),
        new FeedForwardWeights(
            Linear($"encoder.layer.{index}.intermediate.dense", shape.FeedForwardSize, hidden),
            Linear($"encoder.layer.{index}.output.dense", hidden, shape.FeedForwardSize),
            Norm(hidden)));

    public LinearWeights Linear(string name, int outputs, int inputs) =>
        new(
            outputs * inputs == 0 ? new EmptyMatrix(outputs, inputs) : encoder(name, Values(outputs * inputs, 1.5 / Math.Sqrt(inputs)), outputs, inputs),
            Values(outputs, 0.3));

    public float[] Values(int count, double spread) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(spread * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5) * 2))];

    public LayerNormWeights Norm(int size) => new([.. Values(size, 0.2).Select(v => 1 + v)], Values(size, 0.2));
}
