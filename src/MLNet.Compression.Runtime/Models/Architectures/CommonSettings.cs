using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>The settings that BERT and ALBERT spell alike.</summary>
internal static class CommonSettings
{
    /// <summary>An encoder whose embeddings are as wide as its layers; activation and pooler are left at their defaults.</summary>
    public static BertShape ReadShape(JsonSettings config)
    {
        config.RequireText("position_embedding_type", "absolute");
        var hidden = config.Integer("hidden_size", 1, Limits.Features);
        var layers = config.Integer("num_hidden_layers", 1, Limits.Layers);
        var feedForward = config.Integer("intermediate_size", 1, Limits.Features);
        var shape = BertShape.Uniform(
            config.Integer("vocab_size", 1, Limits.Vocabulary), layers, hidden, ReadHeads(config, "num_attention_heads", hidden), feedForward);
        return shape with
        {
            MaxPositions = config.Integer("max_position_embeddings", 1, Limits.Positions),
            TokenTypes = config.Integer("type_vocab_size", 1, Limits.TokenTypes, 2),
            LayerNormEpsilon = ReadEpsilon(config),
        };
    }

    /// <summary>Number of heads, a divisor of the hidden size.</summary>
    public static int ReadHeads(JsonSettings config, string key, int hidden)
    {
        var heads = config.Integer(key, 1, hidden);
        return hidden % heads == 0 ? heads : throw config.Wrong(key, $"a divisor of the hidden size {hidden}", $"{heads}");
    }

    public static void WriteShape(BertShape shape, Utf8JsonWriter json)
    {
        var layer = shape.Layers[0];
        json.WriteNumber("vocab_size", shape.VocabularySize);
        json.WriteNumber("hidden_size", shape.HiddenSize);
        json.WriteNumber("num_hidden_layers", shape.Layers.Length);
        json.WriteNumber("num_attention_heads", layer.Heads);
        json.WriteNumber("intermediate_size", layer.FeedForwardSize);
        json.WriteNumber("max_position_embeddings", shape.MaxPositions);
        json.WriteNumber("type_vocab_size", shape.TokenTypes);
        json.WriteNumber("layer_norm_eps", shape.LayerNormEpsilon);
        json.WriteString("position_embedding_type", "absolute");
        json.WriteString("hidden_act", Activations.NameOf(shape.Activation));
    }

    public static void WriteDropout(ModelSettings settings, Utf8JsonWriter json)
    {
        json.WriteNumber("hidden_dropout_prob", settings.HiddenDropout);
        json.WriteNumber("attention_probs_dropout_prob", settings.AttentionDropout);
    }

    private static float ReadEpsilon(JsonSettings config)
    {
        const double Usual = 1e-12;
        var epsilon = (float)config.Fraction("layer_norm_eps", Usual);
        return epsilon > 0 ? epsilon : throw config.Wrong("layer_norm_eps", "a number above 0", FormattableString.Invariant($"{epsilon}"));
    }
}
