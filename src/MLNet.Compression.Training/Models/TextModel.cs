using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Models;

/// <summary>A BERT-class text model in its trainable form: fp32 parameters, a tokenizer, and the names of its classes if it has any.</summary>
/// <remarks>Not safe for several threads: one training run, or one evaluation, at a time.</remarks>
internal sealed class TextModel
{
    private KeptFeatures? _keptHidden;

    /// <param name="shape">The encoder.</param>
    /// <param name="tokenizer">Its tokenizer; the vocabulary may not have more pieces than the shape's table has rows.</param>
    /// <param name="labels">The class names, one a logit; empty for a head whose outputs are no classes.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="head">What the model computes.</param>
    /// <param name="dense">Outputs of an embedding head's linear layer; null where it has none, and for other heads.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    internal TextModel(BertShape shape, TextTokenizer tokenizer, IReadOnlyList<string> labels, int maxTokens, HeadKind head = HeadKind.Sequence, int? dense = null)
    {
        if (tokenizer.Vocabulary.Count > shape.VocabularySize)
        {
            throw new ArgumentException($"The vocabulary has {tokenizer.Vocabulary.Count} pieces, but the model only {shape.VocabularySize} word embeddings.", nameof(tokenizer));
        }

        var definition = HeadDefinition.Of(head);
        if (shape.IsStatic && !definition.ReadsFirstToken)
        {
            throw new ArgumentException($"A static model has one vector for a whole text, but a model for {definition.Name} reads each token: choose a shape with layers.", nameof(shape));
        }

        RequireLabels(labels, definition);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTokens, shape.MaxPositions);
        Tokenizer = tokenizer;
        Labels = [.. labels];
        MaxTokens = maxTokens;
        Encoder = new BertEncoder(definition.ReadsFirstToken ? shape : shape with { Pooler = PoolerKind.None }, tokenizer.Vocabulary);
        Head = TaskHeads.Create(head, Encoder, definition.NamesOutputs ? labels.Count : dense);
        Parameters = [.. Encoder.Parameters, .. Head.Parameters];
    }

    /// <summary>What the model computes.</summary>
    public HeadKind HeadKind => Head.Kind;

    /// <summary>The encoder's sizes.</summary>
    public BertShape Shape => Encoder.Shape;

    /// <summary>Text to tokens.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>The class names in the order of the logits; empty where the outputs are no classes, as those of a regression.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The longest sequence in tokens, special ones included; longer texts are cut.</summary>
    public int MaxTokens { get; }

    /// <summary>Number of weights, each counted once.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Count);

    /// <summary>
    /// Names of the tensors that began as random numbers, or neutral ones, because the checkpoint that the model came from lacks
    /// them or has them for another task or other classes; empty where it came from no checkpoint.
    /// </summary>
    public IReadOnlyList<string> NewTensors { get; internal set; } = [];

    /// <summary>Whether layers are skipped, or hidden features left out, that are part of the model's memory still.</summary>
    internal bool LeavesOut => KeptHidden is not null || !Encoder.SkippedLayers.IsEmpty;

    /// <summary>Whether the encoder's weights are still the random ones it was made with.</summary>
    internal bool IsUntrained { get; set; }

    /// <summary>
    /// The hidden features that count; null, the default, for all. The others are 0 wherever states are, whatever the weights, and no layer norm
    /// counts them: the model computes what it would without them.
    /// </summary>
    /// <exception cref="ArgumentException">There are more or fewer features, or the model is static.</exception>
    internal KeptFeatures? KeptHidden
    {
        get => _keptHidden;
        set
        {
            if (value is not null && (Shape.IsStatic || value.Flags.Length != Shape.HiddenSize))
            {
                throw new ArgumentException(
                    $"{value.Flags.Length} features are to be kept or left out of a model of {Shape.HiddenSize}{(Shape.IsStatic ? ", which is static" : "")}.", nameof(value));
            }

            _keptHidden = value;
            foreach (var norm in HiddenNorms)
            {
                norm.Kept = value;
            }

            foreach (var linear in new[] { Encoder.Embeddings.Projection, Head.Pooler }.OfType<Linear>())
            {
                linear.Kept = value;
            }
        }
    }

    internal BertEncoder Encoder { get; }

    /// <summary>Outputs of an embedding head's linear layer; null where it has none, and for other heads.</summary>
    internal int? Dense => Head is EmbeddingHead ? Head.Classifier?.Weight.Rows : null;

    internal TaskHead Head { get; }

    internal IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What training changes: <see cref="Parameters"/> and what their parametrisations learn beside.</summary>
    internal IEnumerable<Parameter> TrainedParameters
    {
        get
        {
            var parametrizations = Parameters.SelectMany(parameter => parameter.Parametrizations)
                .Concat(Linears.Select(linear => linear.InputParametrization).OfType<Parametrization>());
            return [.. Parameters, .. parametrizations.SelectMany(parametrization => parametrization.Parameters).Distinct()];
        }
    }

    /// <summary>Embeddings, pooler and head.</summary>
    internal IEnumerable<Parameter> ParametersBesideLayers => [.. Encoder.Embeddings.Parameters, .. Head.Parameters];

    /// <summary>Biases, and scales and shifts of layer norms.</summary>
    internal IEnumerable<Parameter> Vectors => Parameters.Where(parameter => !parameter.Decays);

    /// <summary>Every linear layer with weights of its own, first to last.</summary>
    internal IEnumerable<Linear> Linears
    {
        get
        {
            IEnumerable<Linear?> all = [Encoder.Embeddings.Projection, .. Encoder.Matrices, .. Head.Linears];
            return all.OfType<Linear>();
        }
    }

    /// <summary>The layer norms of hidden features: all, or where embeddings are projected those of the layers.</summary>
    private IEnumerable<LayerNorm> HiddenNorms
    {
        get
        {
            IEnumerable<LayerNorm?> beside = Shape.HasEmbeddingProjection ? [] : [Encoder.Embeddings.Norm, Head.Decoder?.Norm];
            return [.. beside.OfType<LayerNorm>(), .. Encoder.Attentions.Select(attention => attention.Norm), .. Encoder.FeedForwards.Select(feedForward => feedForward.Norm)];
        }
    }

    /// <summary>Runs the model over packed sequences and keeps what is asked for.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="dropout">The rates.</param>
    /// <param name="needs">What is asked for.</param>
    /// <param name="targets">Where the needs ask for logits of labelled tokens only: what says which these are.</param>
    /// <param name="route">What stands in the places of the layers; null for the layers themselves.</param>
    internal ModelOutputs Forward(
        Tape tape, TokenBatch batch, DropoutRates dropout, OutputNeeds needs, Targets? targets = null, IReadOnlyList<EncoderModule?>? route = null)
    {
        var (last, outputs) = Encoder.Forward(tape, batch, dropout, needs, route);
        var tokens = ChosenTokens(needs.LogitRows, targets);
        if (!needs.Logits || tokens is { Length: 0 })
        {
            return outputs;
        }

        var read = tokens is null ? last : GatherRowsOperation.Apply(tape, last, tokens);
        return outputs.With(Head.Forward(tape, read, outputs.Layouts[^1], dropout), tokens);
    }

    /// <summary>The tokens that logits are wanted of; null for all.</summary>
    private int[]? ChosenTokens(LogitRows rows, Targets? targets) =>
        rows == LogitRows.Labelled && Head.LooksAtTokens ? (targets as TokenTargets)?.Labelled : null;

    private static void RequireLabels(IReadOnlyList<string> labels, HeadDefinition head)
    {
        if (head.NamesOutputs && labels.Count < 2)
        {
            throw new ArgumentException($"A classifier needs at least two classes, but {labels.Count} came.", nameof(labels));
        }

        if (!head.NamesOutputs && labels.Count > 0)
        {
            throw new ArgumentException($"A model for {head.Name} has no classes, but {labels.Count} came.", nameof(labels));
        }
    }
}
