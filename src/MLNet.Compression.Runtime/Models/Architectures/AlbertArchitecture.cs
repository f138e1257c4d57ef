using System.Collections.Immutable;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>ALBERT (Lan et al. 2020): narrow embeddings, and groups of layers that share their weights.</summary>
internal sealed class AlbertArchitecture : IArchitecture
{
    private const int UsualEmbeddingSize = 128;
    private const double UsualClassifierDropout = 0.1;

    private static readonly Dictionary<string, string> _layerModules = new(StringComparer.Ordinal)
    {
        ["attention.self.query"] = "attention.query",
        ["attention.self.key"] = "attention.key",
        ["attention.self.value"] = "attention.value",
        ["attention.output.dense"] = "attention.dense",
        ["attention.output.LayerNorm"] = "attention.LayerNorm",
        ["intermediate.dense"] = "ffn",
        ["output.dense"] = "ffn_output",
        ["output.LayerNorm"] = "full_layer_layer_norm",
    };

    private static readonly Dictionary<string, string> _modules = new(StringComparer.Ordinal)
    {
        ["embeddings.word_embeddings"] = "albert.embeddings.word_embeddings",
        ["embeddings.position_embeddings"] = "albert.embeddings.position_embeddings",
        ["embeddings.token_type_embeddings"] = "albert.embeddings.token_type_embeddings",
        ["embeddings.LayerNorm"] = "albert.embeddings.LayerNorm",
        ["embeddings.projection"] = "albert.encoder.embedding_hidden_mapping_in",
        ["pooler.dense"] = "albert.pooler",
        ["cls.predictions"] = "predictions",
        ["cls.predictions.transform.dense"] = "predictions.dense",
        ["cls.predictions.transform.LayerNorm"] = "predictions.LayerNorm",
        ["cls.predictions.decoder"] = "predictions.decoder",
    };

    public string ModelType => "albert";

    public string ClassPrefix => "Albert";

    public string TensorPrefix => "albert.";

    public PoolerKind Pooler => PoolerKind.Tanh;

    public string TokenizerClass => "BertTokenizer";

    public ModelSettings UsualSettings(BertShape shape) => new()
    {
        ModelType = ModelType,
        Shape = shape,
        HiddenDropout = 0,
        AttentionDropout = 0,
        ClassifierDropout = UsualClassifierDropout,
    };

    public IEnumerable<Requirement> Requirements(BertShape shape) =>
    [
        new(shape.HasEmbeddingProjection, "embeddings narrower or wider than the layers"),
        new(
            Sharing.IsOfWholeLayers(shape) && Sharing.FirstLayers(shape).SequenceEqual(FirstLayers(shape.Layers.Length, Sharing.Groups(shape))),
            "layers that share weights in groups of neighbours of one size"),
        new(shape.TokenTypes > 0, "token types"),
    ];

    public ModelSettings ReadSettings(JsonSettings config)
    {
        // More than one would put several layers with weights of their own into each step.
        if (config.Integer("inner_group_num", 1, Limits.Layers, 1) is not 1 and var inner)
        {
            throw config.Unsupported("inner_group_num", "1", $"{inner}");
        }

        var shape = CommonSettings.ReadShape(config);
        var embeddingSize = config.Integer("embedding_size", 1, Limits.Features, UsualEmbeddingSize);
        if (embeddingSize == shape.HiddenSize)
        {
            throw config.Unsupported("embedding_size", $"another number than the hidden size {shape.HiddenSize}", $"{embeddingSize}");
        }

        var groups = config.Integer("num_hidden_groups", 1, shape.Layers.Length, 1);
        var albert = shape with
        {
            EmbeddingSize = embeddingSize,
            Activation = Activations.Read(config, "hidden_act", "gelu_new"),
            Pooler = Pooler,
        };
        return UsualSettings(albert.WithLayersOf(SourcesOf(shape.Layers.Length, groups))) with
        {
            HiddenDropout = config.Fraction("hidden_dropout_prob", 0),
            AttentionDropout = config.Fraction("attention_probs_dropout_prob", 0),
            ClassifierDropout = config.Fraction("classifier_dropout_prob", UsualClassifierDropout),
        };
    }

    public void WriteSettings(ModelSettings settings, Utf8JsonWriter json)
    {
        var shape = settings.Shape;
        CommonSettings.WriteShape(shape, json);
        CommonSettings.WriteDropout(settings, json);
        json.WriteNumber("embedding_size", shape.EmbeddingSize);
        json.WriteNumber("num_hidden_groups", Sharing.Groups(shape));
        json.WriteNumber("inner_group_num", 1);
        json.WriteNumber("classifier_dropout_prob", settings.ClassifierDropout);
    }

    public string ModuleName(ExpectedTensor tensor, BertShape shape)
    {
        if (tensor.Layer is not { } layer)
        {
            return _modules.GetValueOrDefault(tensor.Module, tensor.Module);
        }

        var group = Enumerable.Range(0, layer).Count(earlier => shape.AttentionSource(earlier) == earlier);
        return $"albert.encoder.albert_layer_groups.{group}.albert_layers.0.{_layerModules[tensor.Module]}";
    }

    private static ImmutableArray<int> SourcesOf(int layers, int groups) => groups == layers ? [] : [.. FirstLayers(layers, groups)];

    // Layer i uses group floor(i / (layers / groups)); the quotient is rounded as the authors' code rounds it.
    private static IEnumerable<int> FirstLayers(int layers, int groups)
    {
        var groupOf = Enumerable.Range(0, layers).Select(layer => (int)(layer / ((double)layers / groups))).ToList();
        return groupOf.Select(group => groupOf.IndexOf(group));
    }
}
