using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>RoBERTa (Liu et al. 2019) and XLM-R (Conneau et al. 2020): BERT whose positions are counted from behind the padding id, and whose pooler is a part of the classifier.</summary>
/// <param name="modelType">The architecture's name.</param>
/// <param name="classPrefix">What its classes' names start with.</param>
internal sealed class RobertaArchitecture(string modelType, string classPrefix) : IArchitecture
{
    private const double UsualDropout = 0.1;
    private const int Padding = 1;
    private const string Positions = "embeddings.position_embeddings";

    private static readonly Dictionary<string, string> _modules = new(StringComparer.Ordinal)
    {
        ["pooler.dense"] = "classifier.dense",
        ["cls.predictions"] = "lm_head",
        ["cls.predictions.transform.dense"] = "lm_head.dense",
        ["cls.predictions.transform.LayerNorm"] = "lm_head.layer_norm",
        ["cls.predictions.decoder"] = "lm_head.decoder",
    };

    public string ModelType => modelType;

    public string ClassPrefix => classPrefix;

    public string TensorPrefix => "roberta.";

    public PoolerKind Pooler => PoolerKind.Tanh;

    public string TokenizerClass => "BertTokenizer";

    public int? PaddingId => Padding;

    public ModelSettings UsualSettings(BertShape shape) => new()
    {
        ModelType = ModelType,
        Shape = shape,
        HiddenDropout = UsualDropout,
        AttentionDropout = UsualDropout,
        ClassifierDropout = UsualDropout,
    };

    public IEnumerable<Requirement> Requirements(BertShape shape) =>
    [
        new(!shape.HasEmbeddingProjection, "embeddings as wide as the layers"),
        new(Sharing.HasNone(shape), "layers that share no weights"),
        new(shape.TokenTypes > 0, "token types"),
    ];

    public ModelSettings ReadSettings(JsonSettings config)
    {
        config.RequireFlag("add_cross_attention", false);
        if (config.Integer("pad_token_id", 0, Limits.Vocabulary, Padding) is not Padding and var padding)
        {
            throw config.Unsupported("pad_token_id", $"{Padding}", $"{padding}");
        }

        var hiddenDropout = config.Fraction("hidden_dropout_prob", UsualDropout);
        var shape = CommonSettings.ReadShape(config);
        if (shape.MaxPositions <= Padding + 1)
        {
            throw config.Wrong("max_position_embeddings", $"more than {Padding + 1}, as the first rows belong to padding", $"{shape.MaxPositions}");
        }

        shape = shape with { MaxPositions = shape.MaxPositions - (Padding + 1), Activation = Activations.Read(config, "hidden_act", "gelu"), Pooler = Pooler };
        return UsualSettings(shape) with
        {
            HiddenDropout = hiddenDropout,
            AttentionDropout = config.Fraction("attention_probs_dropout_prob", UsualDropout),
            ClassifierDropout = config.Fraction("classifier_dropout", hiddenDropout),
        };
    }

    public void WriteSettings(ModelSettings settings, Utf8JsonWriter json)
    {
        CommonSettings.WriteShape(settings.Shape with { MaxPositions = settings.Shape.MaxPositions + Padding + 1 }, json);
        CommonSettings.WriteDropout(settings, json);
        json.WriteNumber("classifier_dropout", settings.ClassifierDropout);
    }

    public int UnusedRows(ExpectedTensor tensor) => tensor.Module == Positions ? Padding + 1 : 0;

    public string ModuleName(ExpectedTensor tensor, BertShape shape)
    {
        if (tensor.Layer is { } layer)
        {
            return $"{TensorPrefix}encoder.layer.{layer}.{tensor.Module}";
        }

        return tensor.Module == "classifier" && shape.Pooler != PoolerKind.None ? "classifier.out_proj"
            : _modules.TryGetValue(tensor.Module, out var module) ? module
            : tensor.Module.StartsWith("embeddings.", StringComparison.Ordinal) ? TensorPrefix + tensor.Module
            : tensor.Module;
    }
}
