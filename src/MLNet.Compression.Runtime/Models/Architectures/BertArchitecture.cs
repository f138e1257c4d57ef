using System.Text.Json;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>BERT (Devlin et al. 2019), whose module names are the canonical ones.</summary>
internal sealed class BertArchitecture : IArchitecture
{
    private const double UsualDropout = 0.1;
    private static readonly string[] EncoderModules = ["embeddings.", "pooler."];

    public string ModelType => "bert";

    public string ClassPrefix => "Bert";

    public string TensorPrefix => "bert.";

    public PoolerKind Pooler => PoolerKind.Tanh;

    public ModelSettings ReadSettings(ConfigFile config)
    {
        config.RequireFlag("add_cross_attention", false);
        var hiddenDropout = config.Fraction("hidden_dropout_prob", UsualDropout);
        return new ModelSettings
        {
            ModelType = ModelType,
            Shape = CommonSettings.ReadShape(config) with { Activation = Activations.Read(config, "hidden_act", "gelu"), Pooler = Pooler },
            HiddenDropout = hiddenDropout,
            AttentionDropout = config.Fraction("attention_probs_dropout_prob", UsualDropout),
            ClassifierDropout = config.Fraction("classifier_dropout", hiddenDropout),
        };
    }

    public void WriteSettings(ModelSettings settings, Utf8JsonWriter json)
    {
        var shape = settings.Shape;
        Expressible.Require(!shape.HasEmbeddingProjection, this, "embeddings as wide as the layers");
        Expressible.Require(shape.WeightsOfLayer.IsDefaultOrEmpty, this, "layers that share no weights");
        Expressible.Require(shape.TokenTypes > 0, this, "token types");
        CommonSettings.WriteShape(shape, json);
        CommonSettings.WriteDropout(settings, json);
        json.WriteNumber("classifier_dropout", settings.ClassifierDropout);
    }

    public string ModuleName(ExpectedTensor tensor, BertShape shape) => tensor.Layer is { } layer
        ? $"{TensorPrefix}encoder.layer.{layer}.{tensor.Module}"
        : Array.Exists(EncoderModules, module => tensor.Module.StartsWith(module, StringComparison.Ordinal))
            ? TensorPrefix + tensor.Module
            : tensor.Module;
}
