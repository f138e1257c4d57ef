using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>DistilBERT (Sanh et al. 2019): no token types, and a ReLU layer before the classifier instead of a pooler.</summary>
internal sealed class DistilBertArchitecture : IArchitecture
{
    private const float Epsilon = 1e-12f;
    private const double UsualDropout = 0.1;
    private const double UsualClassifierDropout = 0.2;

    private static readonly Dictionary<string, string> _layerModules = new(StringComparer.Ordinal)
    {
        ["attention.self.query"] = "attention.q_lin",
        ["attention.self.key"] = "attention.k_lin",
        ["attention.self.value"] = "attention.v_lin",
        ["attention.output.dense"] = "attention.out_lin",
        ["attention.output.LayerNorm"] = "sa_layer_norm",
        ["intermediate.dense"] = "ffn.lin1",
        ["output.dense"] = "ffn.lin2",
        ["output.LayerNorm"] = "output_layer_norm",
    };

    private static readonly Dictionary<string, string> _modules = new(StringComparer.Ordinal)
    {
        ["embeddings.word_embeddings"] = "distilbert.embeddings.word_embeddings",
        ["embeddings.position_embeddings"] = "distilbert.embeddings.position_embeddings",
        ["embeddings.LayerNorm"] = "distilbert.embeddings.LayerNorm",
        ["pooler.dense"] = "pre_classifier",
        ["cls.predictions"] = "vocab_projector",
        ["cls.predictions.transform.dense"] = "vocab_transform",
        ["cls.predictions.transform.LayerNorm"] = "vocab_layer_norm",
        ["cls.predictions.decoder"] = "vocab_projector",
    };

    public string ModelType => "distilbert";

    public string ClassPrefix => "DistilBert";

    public string TensorPrefix => "distilbert.";

    public PoolerKind Pooler => PoolerKind.Relu;

    public string TokenizerClass => "DistilBertTokenizer";

    public ModelSettings UsualSettings(BertShape shape) => new()
    {
        ModelType = ModelType,
        Shape = shape,
        HiddenDropout = UsualDropout,
        AttentionDropout = UsualDropout,
        ClassifierDropout = UsualClassifierDropout,
    };

    public IEnumerable<Requirement> Requirements(BertShape shape) =>
    [
        new(!shape.HasEmbeddingProjection, "embeddings as wide as the layers"),
        new(Sharing.HasNone(shape), "layers that share no weights"),
        new(shape.TokenTypes == 0, "no token types"),
        new(shape.LayerNormEpsilon == Epsilon, FormattableString.Invariant($"a layer-norm epsilon of {Epsilon}")),
    ];

    public ModelSettings ReadSettings(JsonSettings config)
    {
        var hidden = config.Integer("dim", 1, Limits.Features);
        var shape = BertShape.Uniform(
            config.Integer("vocab_size", 1, Limits.Vocabulary),
            config.Integer("n_layers", 1, Limits.Layers),
            hidden,
            CommonSettings.ReadHeads(config, "n_heads", hidden),
            config.Integer("hidden_dim", 1, Limits.Features));
        var distilBert = shape with
        {
            MaxPositions = config.Integer("max_position_embeddings", 1, Limits.Positions),
            TokenTypes = 0,
            LayerNormEpsilon = Epsilon,
            Activation = Activations.Read(config, "activation", "gelu"),
            Pooler = Pooler,
        };
        return UsualSettings(distilBert) with
        {
            HiddenDropout = config.Fraction("dropout", UsualDropout),
            AttentionDropout = config.Fraction("attention_dropout", UsualDropout),
            ClassifierDropout = config.Fraction("seq_classif_dropout", UsualClassifierDropout),
        };
    }

    public void WriteSettings(ModelSettings settings, Utf8JsonWriter json)
    {
        var shape = settings.Shape;
        json.WriteNumber("vocab_size", shape.VocabularySize);
        json.WriteNumber("dim", shape.HiddenSize);
        json.WriteNumber("n_layers", shape.Layers.Length);
        json.WriteNumber("n_heads", shape.Layers[0].Heads);
        json.WriteNumber("hidden_dim", shape.Layers[0].FeedForwardSize);
        json.WriteNumber("max_position_embeddings", shape.MaxPositions);
        json.WriteBoolean("sinusoidal_pos_embds", false);
        json.WriteString("activation", Activations.NameOf(shape.Activation));
        json.WriteNumber("dropout", settings.HiddenDropout);
        json.WriteNumber("attention_dropout", settings.AttentionDropout);
        json.WriteNumber("seq_classif_dropout", settings.ClassifierDropout);
    }

    public string ModuleName(ExpectedTensor tensor, BertShape shape) => tensor.Layer is { } layer
        ? $"distilbert.transformer.layer.{layer}.{_layerModules[tensor.Module]}"
        : _modules.GetValueOrDefault(tensor.Module, tensor.Module);
}
