using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Models;

/// <summary>From a compressed model back to trainable weights, at the values its encodings stand for.</summary>
internal static class CompressedModelDecoder
{
    /// <summary>Decodes every matrix to fp32.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model is a regression of several values, which cannot be trained.</exception>
    public static TextModel Decode(CompressedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var decoded = new TextModel(model.Shape, model.CreateTokenizer(), model.Labels, model.MaxTokens, model.Head, DenseOf(model));
        RequireSameOutputs(model, decoded);
        Decode(model.Embeddings, decoded.Encoder.Embeddings);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            Decode(model.Layers[i], decoded.Encoder.Layers[i]);
        }

        if (model.Pooler is { } pooler)
        {
            Decode(pooler, decoded.Head.Pooler!);
        }

        if (model.Classifier is { } classifier)
        {
            Decode(classifier, decoded.Head.Classifier!);
        }

        if (model.LanguageModel is { } languageModel)
        {
            Decode(languageModel.Norm, decoded.Head.Decoder!.Norm);
            languageModel.Bias.CopyTo(decoded.Head.Decoder.Bias.ValueSpan);
        }

        return decoded;
    }

    private static void RequireSameOutputs(CompressedModel model, TextModel decoded)
    {
        var (outputs, possible) = (model.Outputs, decoded.Head.Classifier?.Weight.Rows ?? model.Outputs);
        if (outputs != possible)
        {
            throw new ArgumentException($"The model gives {outputs} values for a text; only a regression of {possible} can be trained.", nameof(model));
        }
    }

    private static int? DenseOf(CompressedModel model) => HeadDefinition.Of(model.Head).IsEmbedding ? model.Classifier?.Weight.Rows : null;

    private static void Decode(EmbeddingWeights from, BertEmbeddings to)
    {
        from.Words.Decode(to.Words.ValueSpan);
        from.Positions?.Decode(to.Positions!.ValueSpan);
        from.TokenTypes?.Decode(to.TokenTypes!.ValueSpan);
        if (from.Norm is { } norm)
        {
            Decode(norm, to.Norm!);
        }

        if (from.Projection is { } projection)
        {
            Decode(projection, to.Projection!);
        }
    }

    private static void Decode(LayerWeights from, BertLayer to)
    {
        Decode(from.Attention.QueryKeyValue, to.QueryKeyValue);
        Decode(from.Attention.Output, to.AttentionOutput);
        Decode(from.Attention.Norm, to.AttentionNorm);
        Decode(from.FeedForward.Intermediate, to.Intermediate);
        Decode(from.FeedForward.Output, to.Output);
        Decode(from.FeedForward.Norm, to.OutputNorm);
    }

    private static void Decode(LayerNormWeights from, LayerNorm to)
    {
        from.Scale.CopyTo(to.Scale.ValueSpan);
        from.Shift.CopyTo(to.Shift.ValueSpan);
    }

    private static void Decode(LinearWeights from, Linear to)
    {
        from.Weight.Decode(to.Weight.ValueSpan);
        if (from.Bias is null)
        {
            to.Bias.ValueSpan.Clear();
        }
        else
        {
            from.Bias.CopyTo(to.Bias.ValueSpan);
        }
    }
}
