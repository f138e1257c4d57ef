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
            .. model.Layers.SelectMany(l => new[] { l.QueryKeyValue, l.AttentionOutput, l.Intermediate, l.Output }).Select(l => l.Weight),
            model.Pooler?.Weight, model.Classifier.Weight,
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
            if (model.Shape.WeightLayer(i) == i)
            {
                WriteLayer(writer, model.Layers[i]);
            }
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
            shape.HasEmbeddingProjection ? ReadLinear(reader, "the embedding projection") : null);
        var layers = new LayerWeights[shape.Layers.Length];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = shape.WeightLayer(i) == i ? ReadLayer(reader, shape.HiddenSize, "layer " + i.ToString(CultureInfo.InvariantCulture)) : layers[shape.WeightLayer(i)];
        }

        parts.Layers = layers;
        parts.Pooler = shape.HasPooler ? ReadLinear(reader, "the pooler") : null;
        parts.Classifier = ReadLinear(reader, "the classifier");
        parts.LanguageModel = parts.Head.DecodesWords
            ? new LanguageModelWeights(
                ReadNorm(reader, shape.EmbeddingSize, "the head"), reader.ReadSingles(shape.VocabularySize, "the bias of the vocabulary"))
            : null;
    }

    private static void WriteLayer(ModelWriter writer, LayerWeights layer)
    {
        WriteLinear(writer, layer.QueryKeyValue);
        WriteLinear(writer, layer.AttentionOutput);
        WriteNorm(writer, layer.AttentionNorm);
        WriteLinear(writer, layer.Intermediate);
        WriteLinear(writer, layer.Output);
        WriteNorm(writer, layer.OutputNorm);
    }

    private static LayerWeights ReadLayer(ModelReader reader, int hiddenSize, string what) => new(
        ReadLinear(reader, $"{what} query, key and value"),
        ReadLinear(reader, $"{what} attention output"),
        ReadNorm(reader, hiddenSize, $"{what} attention"),
        ReadLinear(reader, $"{what} intermediate"),
        ReadLinear(reader, $"{what} output"),
        ReadNorm(reader, hiddenSize, $"{what} output"));

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

    private static LinearWeights ReadLinear(ModelReader reader, string what)
    {
        var weight = WeightEncoding.Read(reader, what);
        var bias = reader.ReadFlag($"whether {what} has a bias") ? reader.ReadSingles(weight.Rows, $"bias of {what}") : null;
        return new LinearWeights(weight, bias);
    }

    private static void WriteNorm(ModelWriter writer, LayerNormWeights norm)
    {
        writer.WriteSingles(norm.Scale);
        writer.WriteSingles(norm.Shift);
    }

    private static LayerNormWeights ReadNorm(ModelReader reader, int size, string what) =>
        new(reader.ReadSingles(size, $"layer norm scale of {what}"), reader.ReadSingles(size, $"layer norm shift of {what}"));
}
