using System.Globalization;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>All weights: embeddings, the layers that have weights of their own, pooler, head.</summary>
internal static class WeightsSection
{
    public static IEnumerable<WeightMatrix> MatricesOf(CompressedModel model)
    {
        var embeddings = model.Embeddings;
        IEnumerable<WeightMatrix?> matrices =
        [
            embeddings.Words, embeddings.Positions, embeddings.TokenTypes, embeddings.Projection?.Weight,
            .. model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight),
            model.Pooler?.Weight, model.Classifier?.Weight,
        ];
        return matrices.OfType<WeightMatrix>();
    }

    public static void Write(ModelWriter writer, CompressedModel model)
    {
        var embeddings = model.Embeddings;
        var vectors = new VectorWriter(writer, model.HasHalfVectors);
        WeightEncoding.Write(writer, embeddings.Words);
        foreach (var table in new[] { embeddings.Positions, embeddings.TokenTypes }.OfType<WeightMatrix>())
        {
            WeightEncoding.Write(writer, table);
        }

        if (embeddings.Norm is not null)
        {
            vectors.Write(embeddings.Norm);
        }

        WriteLinear(writer, vectors, embeddings.Projection);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            WriteLayer(writer, vectors, model.Layers[i], model.Shape.AttentionSource(i) == i, model.Shape.FeedForwardSource(i) == i);
        }

        WriteLinear(writer, vectors, model.Pooler);
        WriteLinear(writer, vectors, model.Classifier);
        if (model.LanguageModel is { } languageModel)
        {
            vectors.Write(languageModel.Norm);
            vectors.Write(languageModel.Bias);
        }
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        var shape = parts.Shape!;
        var vectors = VectorsOf(reader, parts);
        parts.Embeddings = new EmbeddingWeights(
            WeightEncoding.Read(reader, "the word embeddings"),
            shape.IsStatic ? null : WeightEncoding.Read(reader, "the position embeddings"),
            shape.TokenTypes > 0 ? WeightEncoding.Read(reader, "the token type embeddings") : null,
            shape.IsStatic ? null : vectors.ReadNorm(shape.EmbeddingSize, "the embeddings"),
            shape.HasEmbeddingProjection ? ReadLinear(reader, parts, "the embedding projection") : null);
        var layers = new LayerWeights[shape.Layers.Length];
        for (var i = 0; i < layers.Length; i++)
        {
            var (attention, feedForward) = (shape.AttentionSource(i), shape.FeedForwardSource(i));
            var name = "layer " + i.ToString(CultureInfo.InvariantCulture);
            layers[i] = new LayerWeights(
                attention == i ? ReadAttention(reader, parts, name) : layers[attention].Attention,
                feedForward == i ? ReadFeedForward(reader, parts, name) : layers[feedForward].FeedForward);
        }

        parts.Layers = layers;
        parts.Pooler = shape.HasPooler ? ReadLinear(reader, parts, "the pooler") : null;
        parts.Classifier = HeadFeatures.HasClassifier(parts) ? ReadLinear(reader, parts, "the classifier") : null;
        parts.LanguageModel = parts.Head.DecodesWords
            ? new LanguageModelWeights(
                vectors.ReadNorm(shape.EmbeddingSize, "the head"), vectors.Read(shape.VocabularySize, "the bias of the vocabulary"))
            : null;
    }

    private static void WriteLayer(ModelWriter writer, VectorWriter vectors, LayerWeights layer, bool ownAttention, bool ownFeedForward)
    {
        if (ownAttention)
        {
            WriteLinear(writer, vectors, layer.Attention.QueryKeyValue);
            WriteLinear(writer, vectors, layer.Attention.Output);
            vectors.Write(layer.Attention.Norm);
        }

        if (ownFeedForward)
        {
            WriteLinear(writer, vectors, layer.FeedForward.Intermediate);
            WriteLinear(writer, vectors, layer.FeedForward.Output);
            vectors.Write(layer.FeedForward.Norm);
        }
    }

    private static AttentionWeights ReadAttention(ModelReader reader, ModelParts parts, string what) => new(
        ReadLinear(reader, parts, $"{what} query, key and value"),
        ReadLinear(reader, parts, $"{what} attention output"),
        VectorsOf(reader, parts).ReadNorm(parts.Shape!.HiddenSize, $"{what} attention"));

    private static FeedForwardWeights ReadFeedForward(ModelReader reader, ModelParts parts, string what) => new(
        ReadLinear(reader, parts, $"{what} intermediate"),
        ReadLinear(reader, parts, $"{what} output"),
        VectorsOf(reader, parts).ReadNorm(parts.Shape!.HiddenSize, $"{what} output"));

    private static void WriteLinear(ModelWriter writer, VectorWriter vectors, LinearWeights? linear)
    {
        if (linear is null)
        {
            return;
        }

        WeightEncoding.Write(writer, linear.Weight);
        writer.WriteInt32(linear.Bias is null ? 0 : 1);
        vectors.Write(linear.Bias);
    }

    private static LinearWeights ReadLinear(ModelReader reader, ModelParts parts, string what)
    {
        var weight = WeightEncoding.Read(reader, what);
        var bias = reader.ReadFlag($"whether {what} has a bias") ? VectorsOf(reader, parts).Read(weight.Rows, $"bias of {what}") : null;
        return new LinearWeights(weight, bias, parts.Clips.TryDequeue(out var clip) ? clip : default);
    }

    private static VectorReader VectorsOf(ModelReader reader, ModelParts parts) => new(reader, parts.HasHalfVectors);
}
