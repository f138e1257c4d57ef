using System.Collections.Immutable;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.Layers;

/// <summary>Embeddings and transformer layers; of a static model the mean of the embeddings.</summary>
internal sealed class BertEncoder
{
    private readonly BertLayer[] _layerOf;
    private readonly Vocabulary _vocabulary;
    private ImmutableSortedSet<int> _skippedLayers = [];

    /// <param name="shape">The sizes.</param>
    /// <param name="vocabulary">Says which pieces a static model's mean leaves out.</param>
    public BertEncoder(BertShape shape, Vocabulary vocabulary)
    {
        (Shape, _vocabulary) = (shape, vocabulary);
        Embeddings = new BertEmbeddings(shape);
        _layerOf = new BertLayer[shape.Layers.Length];
        for (var i = 0; i < _layerOf.Length; i++)
        {
            var (attention, feedForward) = (shape.AttentionSource(i), shape.FeedForwardSource(i));
            _layerOf[i] = new BertLayer(
                attention < i ? _layerOf[attention].Attention : new BertAttention(shape, i),
                feedForward < i ? _layerOf[feedForward].FeedForward : new BertFeedForward(shape, i));
        }

        Layers = _layerOf;
        Attentions = [.. _layerOf.Select(layer => layer.Attention).Distinct()];
        FeedForwards = [.. _layerOf.Select(layer => layer.FeedForward).Distinct()];
    }

    public BertShape Shape { get; }

    public BertEmbeddings Embeddings { get; }

    /// <summary>The layers in order of use; several may have halves in common.</summary>
    public IReadOnlyList<BertLayer> Layers { get; }

    /// <summary>Layers that are passed by: they give what they get, in training and outside, whatever a route puts in their places. Not all layers; none by default.</summary>
    /// <exception cref="ArgumentException">There is no such layer, or none is left.</exception>
    public ImmutableSortedSet<int> SkippedLayers
    {
        get => _skippedLayers;
        set => _skippedLayers = value.IsEmpty || (value.Min >= 0 && value.Max < _layerOf.Length && value.Count < _layerOf.Length)
            ? value
            : throw new ArgumentException($"Of {_layerOf.Length} layers [{string.Join(", ", value)}] are to be skipped: name layers of the model, and leave one.", nameof(value));
    }

    /// <summary>The first halves of the layers, each once.</summary>
    public IReadOnlyList<BertAttention> Attentions { get; }

    /// <summary>The second halves of the layers, each once.</summary>
    public IReadOnlyList<BertFeedForward> FeedForwards { get; }

    /// <summary>The matrices of the layers in order of use, each once.</summary>
    public IEnumerable<Linear> Matrices => Layers.SelectMany(layer => layer.Matrices).Distinct();

    /// <summary>All weights, each once.</summary>
    public IEnumerable<Parameter> Parameters => [.. Embeddings.Parameters, .. Layers.SelectMany(layer => layer.Parameters).Distinct()];

    /// <param name="tape">The pass.</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <param name="needs">What to keep.</param>
    /// <param name="route">For each layer what stands in its place, or null for itself; null for all layers themselves. A module in a layer's place gives no scores, queries, keys or values.</param>
    /// <param name="reach">Which tokens of its sequence a token looks at, in every layer.</param>
    /// <returns>The last hidden states [tokens x hidden size], of a static model the means [sequences x embedding size], and all that <paramref name="needs"/> asks for.</returns>
    public (Tensor Last, ModelOutputs Outputs) Forward(
        Tape tape,
        TokenBatch batch,
        DropoutRates dropout,
        OutputNeeds needs,
        IReadOnlyList<EncoderModule?>? route = null,
        AttentionReach reach = AttentionReach.All)
    {
        var (normalized, hidden) = Embeddings.Forward(tape, batch, dropout);
        var (layouts, boundary) = (new AttentionLayouts(batch, reach), new GradientBoundary(tape, Embeddings.Parameters));
        var hiddenStates = new Tensor?[_layerOf.Length];
        var scores = new Tensor?[_layerOf.Length];
        var queryKeyValues = new Tensor?[_layerOf.Length];
        for (var i = 0; i < _layerOf.Length; i++)
        {
            if (_skippedLayers.Contains(i))
            {
                hiddenStates[i] = needs.HiddenStates.Contains(i) ? hidden : null;
                continue;
            }

            var (module, layer, before) = (route?[i], _layerOf[i], hidden);
            var input = boundary.Enter(hidden, module?.Parameters ?? layer.Parameters);
            (hidden, scores[i], queryKeyValues[i]) = module is null
                ? layer.Forward(tape, input, layouts.Of(layer.Heads), dropout, needs.AttentionScores.Contains(i), needs.QueryKeyValues.Contains(i))
                : (module.Forward(tape, input, layouts, dropout), null, null);
            hiddenStates[i] = needs.HiddenStates.Contains(i) ? hidden : null;
            if (Array.IndexOf(hiddenStates, before) < 0 && !(needs.Embeddings && ReferenceEquals(before, normalized)))
            {
                tape.FreeUnlessTraining(input);
            }
        }

        return (boundary.Leave(Shape.IsStatic ? MeanOfTokens(tape, hidden, batch) : hidden), new ModelOutputs
        {
            LayerCount = _layerOf.Length,
            Embeddings = normalized,
            HiddenStates = hiddenStates,
            AttentionScores = scores,
            QueryKeyValues = queryKeyValues,
            Layouts = layouts.OfLayers(Shape),
        });
    }

    private Tensor MeanOfTokens(Tape tape, Tensor vectors, TokenBatch batch)
    {
        var means = TokenMeanOperation.Apply(tape, vectors, batch, id => !_vocabulary.IsSpecial(id));
        tape.FreeUnlessTraining(vectors);
        return means;
    }
}
