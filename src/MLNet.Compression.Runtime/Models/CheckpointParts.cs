using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Runtime.Models;

/// <summary>The tensors of a checkpoint as parts of a compressed model.</summary>
internal sealed class CheckpointParts(Checkpoint checkpoint, MatrixEncoder encoder)
{
    public EmbeddingWeights Embeddings() => new(
        Matrix("embeddings.word_embeddings"),
        Matrix("embeddings.position_embeddings"),
        checkpoint.Shape.TokenTypes > 0 ? Matrix("embeddings.token_type_embeddings") : null,
        Norm("embeddings.LayerNorm"),
        checkpoint.Shape.HasEmbeddingProjection ? Linear("embeddings.projection") : null);

    public LayerWeights[] Layers()
    {
        var layers = new LayerWeights[checkpoint.Shape.Layers.Length];
        for (var i = 0; i < layers.Length; i++)
        {
            var (attention, feedForward) = (checkpoint.Shape.AttentionSource(i), checkpoint.Shape.FeedForwardSource(i));
            layers[i] = new LayerWeights(
                attention < i ? layers[attention].Attention : Attention($"encoder.layer.{i}.attention"),
                feedForward < i ? layers[feedForward].FeedForward : FeedForward($"encoder.layer.{i}"));
        }

        return layers;
    }

    public LinearWeights Linear(string name) => new(Matrix(name), checkpoint.Tensors.GetValueOrDefault($"{name}.bias")?.Values);

    public LanguageModelWeights LanguageModel() => new(Norm("cls.predictions.transform.LayerNorm"), Tensor("cls.predictions.bias").Values);

    private AttentionWeights Attention(string name) => new(
        QueryKeyValue($"{name}.self"),
        Linear($"{name}.output.dense"),
        Norm($"{name}.output.LayerNorm"));

    private FeedForwardWeights FeedForward(string name) => new(
        Linear($"{name}.intermediate.dense"),
        Linear($"{name}.output.dense"),
        Norm($"{name}.output.LayerNorm"));

    private LinearWeights QueryKeyValue(string name)
    {
        string[] parts = [$"{name}.query", $"{name}.key", $"{name}.value"];
        float[] weights = [.. parts.SelectMany(part => Tensor($"{part}.weight").Values)];
        var columns = Tensor($"{parts[0]}.weight").Shape[1];
        float[] bias = [.. parts.SelectMany(part => Tensor($"{part}.bias").Values)];
        return new LinearWeights(encoder(name, weights, weights.Length / columns, columns), bias);
    }

    private LayerNormWeights Norm(string name) => new(Tensor($"{name}.weight").Values, Tensor($"{name}.bias").Values);

    private WeightMatrix Matrix(string name)
    {
        var tensor = Tensor($"{name}.weight");
        return encoder(name, tensor.Values, tensor.Shape[0], tensor.Shape[1]);
    }

    private NamedTensor Tensor(string name) => checkpoint.Tensors[name];
}
