using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Which number format each part of a model gets. Equal by value.</summary>
/// <remarks>Made of a ready one or of <see cref="Of"/>, and changed with <c>with</c> and <see cref="ForLayer(LayerQuantization)"/>. All parts are int8 by default; biases and layer norms are fp32.</remarks>
public sealed record QuantizationPlan : IOptionParts
{
    /// <summary>What <see cref="BiasesAndNorms"/> are called among <see cref="Parts"/>.</summary>
    internal const string VectorsName = "biases and layer norms";

    private ValueList<LayerQuantization> _layers = [];

    /// <summary>All parts in int8.</summary>
    public static QuantizationPlan Int8 { get; } = new();

    /// <summary>Layers, pooler and embeddings in 4 bits with learnt steps, the last layer in int8: half the bytes of <see cref="Int8"/>.</summary>
    public static QuantizationPlan W4 { get; } = Of(QuantizationScheme.LearnedStep(4));

    /// <summary>The parts that hold most of the weights, feed-forward networks and word embeddings, in 4 bits with learnt steps; attention and all else in int8.</summary>
    public static QuantizationPlan Mixed { get; } = new() { WordEmbeddings = QuantizationScheme.LearnedStep(4), FeedForward = QuantizationScheme.LearnedStep(4) };

    /// <summary>Ternary layers and word embeddings, as in TernaryBERT (Zhang et al. 2020); all else in int8. Wants quantisation-aware training.</summary>
    public static QuantizationPlan TernaryBert { get; } = new()
    {
        WordEmbeddings = QuantizationScheme.Ternary,
        Attention = QuantizationScheme.Ternary,
        FeedForward = QuantizationScheme.Ternary,
    };

    /// <summary>Layers and word embeddings in <see cref="QuantizationScheme.SplitBinary"/>, as in BinaryBERT (Bai et al. 2021), for <see cref="QuantizationOptions.BinaryBert"/>; all else in int8.</summary>
    public static QuantizationPlan BinaryBert { get; } = new()
    {
        WordEmbeddings = QuantizationScheme.SplitBinary,
        Attention = QuantizationScheme.SplitBinary,
        FeedForward = QuantizationScheme.SplitBinary,
    };

    /// <summary>Word embeddings. Default int8, as of all parts.</summary>
    public QuantizationScheme WordEmbeddings { get; init; } = QuantizationScheme.Int8;

    /// <summary>Embeddings of positions and token types.</summary>
    public QuantizationScheme OtherTables { get; init; } = QuantizationScheme.Int8;

    /// <summary>The matrix between embeddings that are narrower than the layers and these, in models that have one.</summary>
    public QuantizationScheme Projection { get; init; } = QuantizationScheme.Int8;

    /// <summary>Queries, keys, values and the attention's output, of all layers that <see cref="Layers"/> says nothing else of.</summary>
    public QuantizationScheme Attention { get; init; } = QuantizationScheme.Int8;

    /// <summary>Feed-forward networks, of all layers that <see cref="Layers"/> says nothing else of.</summary>
    public QuantizationScheme FeedForward { get; init; } = QuantizationScheme.Int8;

    /// <summary>What the first token's state passes before the last layer, in models that have it.</summary>
    public QuantizationScheme Pooler { get; init; } = QuantizationScheme.Int8;

    /// <summary>The last layer, which gives the outputs: it has few weights that matter much.</summary>
    public QuantizationScheme Classifier { get; init; } = QuantizationScheme.Int8;

    /// <summary>All biases and layer norms, which are few and added or multiplied in fp32: <see cref="QuantizationScheme.Float16"/>, half their bytes at hardly any loss, or null, the default, for fp32.</summary>
    public QuantizationScheme? BiasesAndNorms { get; init; }

    /// <summary>Layers that differ, first to last: see <see cref="ForLayer(LayerQuantization)"/>.</summary>
    public IReadOnlyList<LayerQuantization> Layers => _layers;

    /// <summary>The schemes of all parts, each with its name.</summary>
    internal IEnumerable<(string Name, QuantizationScheme? Scheme)> Parts =>
    [
        ("word embeddings", WordEmbeddings),
        ("other tables", OtherTables),
        ("projection", Projection),
        ("attention", Attention),
        ("feed-forward", FeedForward),
        ("pooler", Pooler),
        ("classifier", Classifier),
        .. BiasesAndNorms is null ? [] : new (string, QuantizationScheme?)[] { (VectorsName, BiasesAndNorms) },
        .. Layers.SelectMany(layer => layer.Parts),
    ];

    /// <summary>One scheme for all matrices but the last, which is int8, and one for embeddings: what <c>Quantize(scheme, embeddings)</c> does.</summary>
    /// <param name="scheme">That of layers, pooler and projection.</param>
    /// <param name="embeddings">That of all embeddings; of a scheme that is for word embeddings alone the others get <see cref="QuantizationScheme.Int8"/>. Null for <paramref name="scheme"/>.</param>
    public static QuantizationPlan Of(QuantizationScheme scheme, QuantizationScheme? embeddings = null)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var words = embeddings ?? scheme.ForTables;
        return new() { WordEmbeddings = words, OtherTables = words.BesideWords, Projection = scheme, Attention = scheme, FeedForward = scheme, Pooler = scheme };
    }

    /// <summary>The same plan with other schemes for one layer.</summary>
    /// <param name="layer">The layer, from 0. Of layers that share weights the first.</param>
    /// <param name="attention">That of its attention; null for what it has so far.</param>
    /// <param name="feedForward">That of its feed-forward network; null for what it has so far.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layer"/> is negative.</exception>
    public QuantizationPlan ForLayer(int layer, QuantizationScheme? attention = null, QuantizationScheme? feedForward = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        return ForLayer(new LayerQuantization(layer) { Attention = attention, FeedForward = feedForward });
    }

    /// <summary>The same plan with other schemes for one layer, matrix by matrix where that is wanted.</summary>
    /// <param name="layer">The layer with its schemes; what it leaves null stays as it is so far. Of layers that share weights the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The layer's number is negative.</exception>
    public QuantizationPlan ForLayer(LayerQuantization layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(layer.Layer, nameof(layer));
        var changed = Find(layer.Layer)?.With(layer) ?? layer;
        return this with { _layers = new(_layers.Where(other => other.Layer != layer.Layer).Append(changed).Where(other => other.Parts.Any()).OrderBy(other => other.Layer)) };
    }

    /// <summary>The same weights with inputs of layers that are rounded in a certain way; those of parts that multiply in fp32 stay as they are.</summary>
    /// <param name="activations">How.</param>
    public QuantizationPlan WithActivations(ActivationScheme activations)
    {
        ArgumentNullException.ThrowIfNull(activations);
        return this with
        {
            Projection = Changed(Projection),
            Attention = Changed(Attention),
            FeedForward = Changed(FeedForward),
            Pooler = Changed(Pooler),
            Classifier = Changed(Classifier),
            _layers = [.. _layers.Select(layer => layer with { Attention = layer.Attention is null ? null : Changed(layer.Attention), FeedForward = layer.FeedForward is null ? null : Changed(layer.FeedForward) })],
        };

        QuantizationScheme Changed(QuantizationScheme scheme) => scheme?.Activations is null ? scheme! : scheme.WithActivations(activations);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Parts.Select(part => $"{part.Name} {part.Scheme}"));

    /// <summary>A layer with the schemes of all its matrices.</summary>
    internal LayerQuantization FullOf(int layer)
    {
        var own = Find(layer) ?? new LayerQuantization(layer);
        var (attention, feedForward) = (own.Attention ?? Attention, own.FeedForward ?? FeedForward);
        return new(layer)
        {
            QueryKeyValue = own.QueryKeyValue ?? attention,
            AttentionOutput = own.AttentionOutput ?? attention,
            Intermediate = own.Intermediate ?? feedForward,
            Output = own.Output ?? feedForward,
        };
    }

    private LayerQuantization? Find(int layer) => _layers.FirstOrDefault(other => other.Layer == layer);
}
