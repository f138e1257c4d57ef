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
        WeightEncoding.Write(writer, embeddings.Words);
        foreach (var table in new[] { embeddings.Positions, embeddings.TokenTypes }.OfType<WeightMatrix>())
        {
            WeightEncoding.Write(writer, table);
        }

        if (embeddings.Norm is not null)
        {
            WriteNorm(writer, embeddings.Norm);
        }

        WriteLinear(writer, embeddings.Projection);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            WriteLayer(writer, model.Layers[i], model.Shape.AttentionSource(i) == i, model.Shape.FeedForwardSource(i) == i);
        }

        WriteLinear(writer, model.Pooler);
        WriteLinear(writer, model.Classifier);
        if (model.LanguageModel is { } languageModel)
        {
            WriteNorm(writer, languageModel.Norm);
            writer.WriteSingles(languageModel.Bias);
        }
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        var shape = parts.Shape!;
        parts.Embeddings = new EmbeddingWeights(
            WeightEncoding.Read(reader, "the word embeddings"),
            shape.IsStatic ? null : WeightEncoding.Read(reader, "the position embeddings"),
            shape.TokenTypes > 0 ? WeightEncoding.Read(reader, "the token type embeddings") : null,
            shape.IsStatic ? null : ReadNorm(reader, shape.EmbeddingSize, "the embeddings"),
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
                ReadNorm(reader, shape.EmbeddingSize, "the head"), reader.ReadSingles(shape.VocabularySize, "the bias of the vocabulary"))
            : null;
    }

    private static void WriteLayer(ModelWriter writer, LayerWeights layer, bool ownAttention, bool ownFeedForward)
    {
        if (ownAttention)
        {
            WriteLinear(writer, layer.Attention.QueryKeyValue);
            WriteLinear(writer, layer.Attention.Output);
            WriteNorm(writer, layer.Attention.Norm);
        }

        if (ownFeedForward)
        {
            WriteLinear(writer, layer.FeedForward.Intermediate);
            WriteLinear(writer, layer.FeedForward.Output);
            WriteNorm(writer, layer.FeedForward.Norm);
        }
    }

    private static AttentionWeights ReadAttention(ModelReader reader, ModelParts parts, string what) => new(
        ReadLinear(reader, parts, $"{what} query, key and value"),
        ReadLinear(reader, parts, $"{what} attention output"),
        ReadNorm(reader, parts.Shape!.HiddenSize, $"{what} attention"));

    private static FeedForwardWeights ReadFeedForward(ModelReader reader, ModelParts parts, string what) => new(
        ReadLinear(reader, parts, $"{what} intermediate"),
        ReadLinear(reader, parts, $"{what} output"),
        ReadNorm(reader, parts.Shape!.HiddenSize, $"{what} output"));

    private static void WriteLinear(ModelWriter writer, LinearWeights? linear)
    {
        if (linear is null)
        {
            return;
        }

        WeightEncoding.Write(writer, linear.Weight);
        writer.WriteInt32(linear.Bias is null ? 0 : 1);
        writer.WriteSingles(linear.Bias);
    }

    private static LinearWeights ReadLinear(ModelReader reader, ModelParts parts, string what)
    {
        var weight = WeightEncoding.Read(reader, what);
        var bias = reader.ReadFlag($"whether {what} has a bias") ? reader.ReadSingles(weight.Rows, $"bias of {what}") : null;
        return new LinearWeights(weight, bias, parts.Clips.TryDequeue(out var clip) ? clip : default);
    }

    private static void WriteNorm(ModelWriter writer, LayerNormWeights norm)
    {
        writer.WriteSingles(norm.Scale);
        writer.WriteSingles(norm.Shift);
    }

    private static LayerNormWeights ReadNorm(ModelReader reader, int size, string what) =>
        new(reader.ReadSingles(size, $"layer norm scale of {what}"), reader.ReadSingles(size, $"layer norm shift of {what}"));
}
