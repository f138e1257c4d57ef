using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Importance;

/// <summary>First-order Taylor scores, gathered batch by batch from a model's gradients: |Σ ∂L/∂w · w| over the weights w that a unit owns.</summary>
/// <remarks>
/// <para>As the importance of Michel et al. 2019 and of TextPruner (Yang et al. 2022): of a head |Σ (g ⊙ W_o)| over its columns of the
/// attention output; of a neuron |Σ (g ⊙ W_2)| over its column + |Σ (g ⊙ W_1) + g_b b| over its row. Alike of a feature of values its column of W_o,
/// and of a feature that queries and keys share its row of the query matrix and bias, whose slope is that of the key's row.</para>
/// <para>Of a hidden feature the slope of what each layer norm gives for it, summed over all layer norms of the layers (and that of the
/// embeddings, or their projection): the one place where a feature of the residual stream can be cut in every module. Absolute
/// values are taken for each batch and each norm, so that they cannot cancel.</para>
/// </remarks>
internal sealed class TaylorScores
{
    private readonly TextModel _model;
    private readonly double[] _embedding;
    private readonly double[] _hidden;
    private readonly Dictionary<BertAttention, (double[] Heads, double[] Matching, double[] Passing)> _attentions;
    private readonly Dictionary<BertFeedForward, double[]> _neurons;

    /// <param name="model">The model; only its gradients are read.</param>
    public TaylorScores(TextModel model)
    {
        _model = model;
        _embedding = new double[model.Shape.EmbeddingSize];
        _hidden = new double[model.Shape.HiddenSize];
        _attentions = model.Encoder.Attentions.ToDictionary(attention => attention, attention =>
        {
            var size = attention.Output.Weight.Columns;
            return (new double[attention.Heads], new double[size], new double[size]);
        });
        _neurons = model.Encoder.FeedForwards.ToDictionary(feedForward => feedForward, feedForward => new double[feedForward.Output.Weight.Columns]);
    }

    /// <summary>Adds the scores of the batch whose gradients the model's parameters hold.</summary>
    public void AddBatch()
    {
        AddEmbeddings(_model.Encoder.Embeddings);
        foreach (var (attention, (heads, matching, passing)) in _attentions)
        {
            AddAttention(attention, heads, matching, passing);
            Add(_hidden, GateSlopes.OfFeatures(attention.Norm));
        }

        foreach (var (feedForward, neurons) in _neurons)
        {
            Add(neurons, GateSlopes.OfRows(feedForward.Intermediate));
            Add(neurons, GateSlopes.OfColumns(feedForward.Output.Weight));
            Add(_hidden, GateSlopes.OfFeatures(feedForward.Norm));
        }
    }

    /// <summary>The sums over all batches so far.</summary>
    public UnitScores ToScores() => new(_embedding, _hidden, [.. _model.Encoder.Layers.Select(ScoresOf)]);

    private void AddEmbeddings(BertEmbeddings embeddings)
    {
        var slopes = GateSlopes.OfFeatures(embeddings.Norm!);
        Add(_embedding, slopes);
        Add(_hidden, embeddings.Projection is { } projection ? GateSlopes.OfRows(projection) : slopes);
    }

    private LayerUnitScores ScoresOf(BertLayer layer)
    {
        var (heads, matching, passing) = _attentions[layer.Attention];
        return new LayerUnitScores(heads, matching, passing, _neurons[layer.FeedForward]);
    }

    private static void AddAttention(BertAttention attention, double[] heads, double[] matching, double[] passing)
    {
        if (heads.Length == 0)
        {
            return;
        }

        var slopes = GateSlopes.OfColumns(attention.Output.Weight);
        Add(passing, slopes);
        Add(matching, GateSlopes.OfRows(attention.QueryKeyValue).AsSpan(0, slopes.Length));
        Add(heads, [.. slopes.Chunk(slopes.Length / heads.Length).Select(features => features.Sum())]);
    }

    private static void Add(double[] scores, ReadOnlySpan<double> slopes)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] += Math.Abs(slopes[i]);
        }
    }
}
