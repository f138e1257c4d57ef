using System.Collections.Immutable;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Slicing;

/// <summary>What is kept of a model: layers, and within them heads and neurons, and hidden features, the same in every module. Immutable; begins with all, and each method gives one that keeps less.</summary>
/// <remarks>
/// Cutting changes nothing but the rounding of sums where what is left out is zero or has no effect: <see cref="OfZeros"/> finds such heads and
/// neurons. Halves that layers share are cut once, and stay shared.
/// </remarks>
internal sealed record ModelSlice
{
    private ModelSlice(BertShape from)
    {
        From = from;
        Layers = UnitChoice.All(from.Layers.Length);
        Hidden = UnitChoice.All(from.HiddenSize);
        Heads = [.. from.Layers.Select(layer => UnitChoice.All(layer.Heads))];
        Neurons = [.. from.Layers.Select(layer => UnitChoice.All(layer.FeedForwardSize))];
    }

    /// <summary>The shape of the models that can be cut.</summary>
    public BertShape From { get; }

    /// <summary>The kept layers, ascending.</summary>
    public ImmutableArray<int> Layers { get; private init; }

    /// <summary>The kept features of the layers' inputs and outputs, ascending; of the embedding tables too, unless a projection stands between.</summary>
    public ImmutableArray<int> Hidden { get; private init; }

    /// <summary>For each layer of <see cref="From"/> the kept heads, ascending; layers that share an attention have the same.</summary>
    public ImmutableArray<ImmutableArray<int>> Heads { get; private init; }

    /// <summary>For each layer of <see cref="From"/> the kept feed-forward neurons, ascending; layers that share a network have the same.</summary>
    public ImmutableArray<ImmutableArray<int>> Neurons { get; private init; }

    /// <summary>The shape of what is made.</summary>
    public BertShape Shape => From with
    {
        HiddenSize = Hidden.Length,
        EmbeddingSize = From.HasEmbeddingProjection ? From.EmbeddingSize : Hidden.Length,
        Layers = [.. Layers.Select(layer => From.Layers[layer] with { Heads = Heads[layer].Length, FeedForwardSize = Neurons[layer].Length })],
        AttentionOfLayer = SourcesOf(From.AttentionSource),
        FeedForwardOfLayer = SourcesOf(From.FeedForwardSource),
    };

    /// <summary>Whether nothing is left out.</summary>
    public bool KeepsAll => Layers.Length == From.Layers.Length && Hidden.Length == From.HiddenSize
        && From.Layers.Select((layer, i) => Heads[i].Length == layer.Heads && Neurons[i].Length == layer.FeedForwardSize).All(all => all);

    /// <summary>All of a model.</summary>
    /// <param name="shape">The model's shape.</param>
    /// <exception cref="ArgumentException">The model is static.</exception>
    public static ModelSlice All(BertShape shape) => shape.IsStatic
        ? throw new ArgumentException("A static model has no layers, heads and neurons that could be cut out: choose a model with layers.", nameof(shape))
        : new ModelSlice(shape);

    /// <summary>All of a model but heads and neurons that give nothing: those that nothing reads, and those that are always zero.</summary>
    /// <param name="model">The model, without parametrisations.</param>
    /// <exception cref="ArgumentException">The model is static, or has parametrisations.</exception>
    public static ModelSlice OfZeros(TextModel model) => ZeroUnits.LeftOut(model);

    /// <summary>What a model uses: all but the layers that it skips, the hidden features that it leaves out, and heads and neurons that give nothing.</summary>
    /// <param name="model">The model, without parametrisations.</param>
    /// <exception cref="ArgumentException">The model is static, has parametrisations, or uses as many hidden features as there are features of embeddings that are projected.</exception>
    public static ModelSlice OfUsed(TextModel model)
    {
        var slice = OfZeros(model);
        return slice.WithLayers(slice.Layers.Except(model.Encoder.SkippedLayers)).WithHidden(model.KeptHidden?.Kept ?? slice.Hidden);
    }

    /// <summary>A model cut to what it uses (<see cref="OfUsed"/>); the model itself where that is all.</summary>
    /// <param name="model">The model, without parametrisations; not changed.</param>
    /// <inheritdoc cref="OfUsed" path="/exception"/>
    public static TextModel CutToUsed(TextModel model)
    {
        var slice = OfUsed(model);
        return slice.KeepsAll ? model : slice.Apply(model);
    }

    /// <summary>Keeps some layers.</summary>
    /// <param name="layers">Their numbers, ascending; at least one.</param>
    /// <exception cref="ArgumentException">They are no such numbers, or not kept so far.</exception>
    public ModelSlice WithLayers(params IEnumerable<int> layers) => this with { Layers = UnitChoice.Of(Layers, layers, "layers", fewest: 1) };

    /// <summary>Keeps some heads of a layer, and of those that share its attention.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="heads">Their numbers, ascending; maybe none.</param>
    /// <exception cref="ArgumentException">They are no such numbers, or not kept so far.</exception>
    public ModelSlice WithHeads(int layer, params IEnumerable<int> heads) => this with { Heads = Replace(Heads, From.AttentionSource, layer, heads, "heads") };

    /// <summary>Keeps some neurons of a layer, and of those that share its network.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="neurons">Their numbers, ascending; maybe none.</param>
    /// <exception cref="ArgumentException">They are no such numbers, or not kept so far.</exception>
    public ModelSlice WithNeurons(int layer, params IEnumerable<int> neurons) =>
        this with { Neurons = Replace(Neurons, From.FeedForwardSource, layer, neurons, "neurons") };

    /// <summary>Keeps some hidden features.</summary>
    /// <param name="features">Their numbers, ascending; at least one.</param>
    /// <exception cref="ArgumentException">They are no such numbers, or not kept so far; or there would be as many as features of the embedding tables, so that the projection between them had no place.</exception>
    public ModelSlice WithHidden(params IEnumerable<int> features)
    {
        var kept = UnitChoice.Of(Hidden, features, "hidden features", fewest: 1);
        return !From.HasEmbeddingProjection || kept.Length != From.EmbeddingSize
            ? this with { Hidden = kept }
            : throw new ArgumentException(
                $"{kept.Length} hidden features would be as many as those of the embedding tables, and a model has a projection between them only where they differ: keep one more, or one fewer.", nameof(features));
    }

    /// <summary>The smaller model, in memory of its own. What the model leaves out and the slice keeps is left out still.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <exception cref="ArgumentException">The model has other sizes, or parametrisations.</exception>
    public TextModel Apply(TextModel model)
    {
        if (!IsFor(model.Shape))
        {
            throw new ArgumentException("The model has other sizes than the one that the slice was made for: make a slice of this model.", nameof(model));
        }

        RequireBare(model);
        return new SlicedModel(this, model).Make();
    }

    /// <summary>Refuses weights that act otherwise than they are.</summary>
    /// <exception cref="ArgumentException">There are some.</exception>
    internal static void RequireBare(TextModel model)
    {
        var parametrized = model.Parameters.FirstOrDefault(parameter => parameter.Parametrizations.Count > 0)?.Name
            ?? model.Linears.FirstOrDefault(linear => linear.InputParametrization is not null)?.Name;
        if (parametrized is not null)
        {
            throw new ArgumentException($"'{parametrized}' has parametrisations, which a cut would lose: bake them into the weights first.", nameof(model));
        }
    }

    private bool IsFor(BertShape shape) =>
        (shape.HiddenSize, shape.EmbeddingSize) == (From.HiddenSize, From.EmbeddingSize)
        && shape.Layers.SequenceEqual(From.Layers)
        && Enumerable.Range(0, From.Layers.Length).All(layer =>
            shape.AttentionSource(layer) == From.AttentionSource(layer) && shape.FeedForwardSource(layer) == From.FeedForwardSource(layer));

    private static ImmutableArray<ImmutableArray<int>> Replace(
        ImmutableArray<ImmutableArray<int>> units, Func<int, int> sourceOf, int layer, IEnumerable<int> kept, string what)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)units.Length, nameof(layer));
        var choice = UnitChoice.Of(units[layer], kept, $"{what} of layer {layer}", fewest: 0);
        return [.. units.Select((others, i) => sourceOf(i) == sourceOf(layer) ? choice : others)];
    }

    private ImmutableArray<int> SourcesOf(Func<int, int> sourceOf)
    {
        int[] sources = [.. Layers.Select(sourceOf)];
        int[] first = [.. sources.Select(source => Array.IndexOf(sources, source))];
        return first.SequenceEqual(Enumerable.Range(0, first.Length)) ? [] : [.. first];
    }
}
