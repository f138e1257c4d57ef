using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>BERT (Devlin et al. 2019), whose module names are the canonical ones.</summary>
internal sealed class BertArchitecture : IArchitecture
{
    private const double UsualDropout = 0.1;
    private static readonly string[] _encoderModules = ["embeddings.", "pooler."];

    public string ModelType => "bert";

    public string ClassPrefix => "Bert";

    public string TensorPrefix => "bert.";

    public PoolerKind Pooler => PoolerKind.Tanh;

    public string TokenizerClass => "BertTokenizer";

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
        var hiddenDropout = config.Fraction("hidden_dropout_prob", UsualDropout);
        var shape = CommonSettings.ReadShape(config) with { Activation = Activations.Read(config, "hidden_act", "gelu"), Pooler = Pooler };
        return UsualSettings(shape) with
        {
            HiddenDropout = hiddenDropout,
            AttentionDropout = config.Fraction("attention_probs_dropout_prob", UsualDropout),
            ClassifierDropout = config.Fraction("classifier_dropout", hiddenDropout),
        };
    }

    public void WriteSettings(ModelSettings settings, Utf8JsonWriter json)
    {
        CommonSettings.WriteShape(settings.Shape, json);
        CommonSettings.WriteDropout(settings, json);
        json.WriteNumber("classifier_dropout", settings.ClassifierDropout);
    }

    public string ModuleName(ExpectedTensor tensor, BertShape shape) => tensor.Layer is { } layer
        ? $"{TensorPrefix}encoder.layer.{layer}.{tensor.Module}"
        : Array.Exists(_encoderModules, module => tensor.Module.StartsWith(module, StringComparison.Ordinal))
            ? TensorPrefix + tensor.Module
            : tensor.Module;
}
