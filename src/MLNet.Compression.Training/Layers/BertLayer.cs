using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>One transformer layer (Devlin et al. 2019): self-attention and a feed-forward network, each of which other layers may share.</summary>
/// <param name="attention">The first half.</param>
/// <param name="feedForward">The second half.</param>
internal sealed class BertLayer(BertAttention attention, BertFeedForward feedForward)
{
    /// <summary>A layer with weights of its own.</summary>
    /// <param name="shape">The encoder.</param>
    /// <param name="layer">Which of its layers.</param>
    public BertLayer(BertShape shape, int layer)
        : this(new BertAttention(shape, layer), new BertFeedForward(shape, layer))
    {
    }

    public BertAttention Attention { get; } = attention;

    public BertFeedForward FeedForward { get; } = feedForward;

    public int Heads => Attention.Heads;

    /// <summary>Queries, keys and values as one product: rows [0, a) make queries, [a, 2a) keys, [2a, 3a) values, a = heads x head size.</summary>
    public Linear QueryKeyValue => Attention.QueryKeyValue;

    public Linear AttentionOutput => Attention.Output;

    public LayerNorm AttentionNorm => Attention.Norm;

    public Linear Intermediate => FeedForward.Intermediate;

    public Linear Output => FeedForward.Output;

    public LayerNorm OutputNorm => FeedForward.Norm;

    /// <summary>The matrices that hold nearly all of the weights, in order of use.</summary>
    public IEnumerable<Linear> Matrices => new[] { QueryKeyValue, AttentionOutput, Intermediate, Output }.Where(linear => linear.HasWeights);

    public IEnumerable<Parameter> Parameters => [.. Attention.Parameters, .. FeedForward.Parameters];

    /// <param name="tape">The pass.</param>
    /// <param name="input">[tokens x hidden size].</param>
    /// <param name="layout">The sequences and heads.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <param name="wantScores">Whether to keep the raw attention scores.</param>
    /// <param name="wantQueryKeyValue">Whether to keep the queries, keys and values.</param>
    /// <returns>The hidden states [tokens x hidden size], and the scores and the queries, keys and values if wanted.</returns>
    public (Tensor Hidden, Tensor? Scores, Tensor? QueryKeyValue) Forward(
        Tape tape, Tensor input, AttentionLayout layout, DropoutRates dropout, bool wantScores, bool wantQueryKeyValue)
    {
        var (attended, scores, queryKeyValue) = Attention.Forward(tape, input, layout, dropout, wantScores, wantQueryKeyValue);
        return (FeedForward.Forward(tape, attended, dropout), scores, queryKeyValue);
    }
}
