using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to the last state of each sequence's first token, or of all tokens.</summary>
/// <remarks>
/// What looks at each token alone runs for a few tokens at a time, from attention to attention: what is between stays in the
/// second-level cache, and only the states and the projections of all tokens are kept. Where the first tokens alone are asked for, only
/// their rows of the last layer are computed, beside all keys and values.
/// </remarks>
internal sealed class Encoder : ISequenceEncoder
{
    /// <summary>Tokens at a time: a typical sentence, so that its weights are read once.</summary>
    public const int TokensAtOnce = 32;

    private readonly Embedder _embedder;
    private readonly EncoderLayer[] _layers;
    private readonly int _hiddenSize;
    private readonly int _projectionSize;
    private readonly bool _allTokens;

    /// <param name="model">The model.</param>
    /// <param name="allTokens">Whether <see cref="States"/> will be called, not <see cref="Forward"/>.</param>
    public Encoder(CompressedModel model, bool allTokens = false)
    {
        var shape = model.Shape;
        _allTokens = allTokens;
        _hiddenSize = shape.HiddenSize;
        _embedder = new Embedder(model.Embeddings, shape);
        _layers = new EncoderLayer[shape.Layers.Length];
        for (var i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new EncoderLayer(Attention(model, i), FeedForward(model, i));
            _projectionSize = Math.Max(_projectionSize, _layers[i].Attention.ProjectionSize);
        }
    }

    private EncoderLayer Last => _layers[^1];

    /// <summary>The attention of a layer, laid out once for all layers that share it.</summary>
    private AttentionLayer Attention(CompressedModel model, int layer)
    {
        var source = model.Shape.AttentionSource(layer);
        return source < layer ? _layers[source].Attention : new AttentionLayer(model.Layers[layer].Attention, model.Shape.Layers[layer], model.Shape.LayerNormEpsilon);
    }

    /// <summary>The feed-forward network of a layer, laid out once for all layers that share it.</summary>
    private FeedForwardLayer FeedForward(CompressedModel model, int layer)
    {
        var (shape, source) = (model.Shape, model.Shape.FeedForwardSource(layer));
        return source < layer ? _layers[source].FeedForward : new FeedForwardLayer(model.Layers[layer].FeedForward, shape.Layers[layer], shape.Activation, shape.LayerNormEpsilon);
    }

    /// <summary>The first tokens' states [sequences x hidden size].</summary>
    /// <inheritdoc/>
    public LinearInput Forward(SequenceChunk chunk, Workspace workspace, InputFormat format)
    {
        var (hidden, projections) = ToLastAttention(chunk, workspace);
        return FinishFirst(chunk, hidden, projections, workspace, format);
    }

    /// <summary>All tokens' states.</summary>
    /// <param name="chunk">The tokens; ids, types and lengths are in range.</param>
    /// <param name="workspace">The memory to work in, and where the result stays.</param>
    /// <returns>[tokens x hidden size].</returns>
    public MatrixView States(SequenceChunk chunk, Workspace workspace)
    {
        var (hidden, projections) = ToLastAttention(chunk, workspace);
        Last.Attention.Attend(chunk, Columns(projections, Last).RowRange(0, chunk.Tokens), workspace);
        foreach (var (first, count) in new TokenChunks(hidden.Rows, TokensAtOnce))
        {
            Last.Finish(hidden.RowRange(first, count), projections.RowRange(first, count), workspace, integers: default);
        }

        return hidden;
    }

    /// <summary>All up to the last layer's queries, keys and values.</summary>
    private (MatrixView Hidden, MatrixView Projections) ToLastAttention(SequenceChunk chunk, Workspace workspace)
    {
        var hidden = workspace.Hidden(chunk.Tokens, _hiddenSize);
        var projections = workspace.Projections(chunk.Tokens + chunk.Sequences, _projectionSize);
        Embed(chunk, hidden, projections, workspace);
        for (var layer = 0; layer < _layers.Length - 1; layer++)
        {
            _layers[layer].Attention.Attend(chunk, Columns(projections, _layers[layer]).RowRange(0, chunk.Tokens), workspace);
            FromAttentionToAttention(layer, hidden, projections, workspace);
        }

        return (hidden, projections);
    }

    private static MatrixView Columns(MatrixView projections, EncoderLayer layer) => projections.ColumnRange(0, layer.Attention.ProjectionSize);

    private void Embed(SequenceChunk chunk, MatrixView hidden, MatrixView projections, Workspace workspace)
    {
        var sums = _embedder.Sum(chunk, hidden, workspace);
        foreach (var (first, count) in new TokenChunks(hidden.Rows, TokensAtOnce))
        {
            var x = _embedder.Finish(sums.RowRange(first, count), hidden.RowRange(first, count), workspace, _layers[0].Attention.InputFormat);
            Project(0, x, projections.RowRange(first, count));
        }
    }

    private void FromAttentionToAttention(int layer, MatrixView hidden, MatrixView projections, Workspace workspace)
    {
        foreach (var (first, count) in new TokenChunks(hidden.Rows, TokensAtOnce))
        {
            var rows = projections.RowRange(first, count);
            var integers = workspace.HiddenIntegers.Rows(count, _hiddenSize, _layers[layer + 1].Attention.InputFormat);
            var x = _layers[layer].Finish(hidden.RowRange(first, count), rows, workspace, integers);
            Project(layer + 1, x, rows);
        }
    }

    private void Project(int layer, LinearInput x, MatrixView projections)
    {
        var columns = Columns(projections, _layers[layer]);
        if (layer == _layers.Length - 1 && !_allTokens)
        {
            Last.Attention.ProjectKeysAndValues(x, columns);
        }
        else
        {
            _layers[layer].Attention.Project(x, columns);
        }
    }

    private LinearInput FinishFirst(SequenceChunk chunk, MatrixView hidden, MatrixView projections, Workspace workspace, InputFormat format)
    {
        var first = workspace.First(chunk.Sequences, _hiddenSize);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            hidden.RowSpan(chunk.Start(sequence)).CopyTo(first.RowSpan(sequence));
        }

        var columns = Columns(projections, Last);
        var queries = columns.RowRange(chunk.Tokens, chunk.Sequences);
        Last.Attention.ProjectQueries(workspace.Integers.Convert(first, Last.Attention.InputFormat), queries);
        Last.Attention.AttendFirst(chunk, queries, columns.RowRange(0, chunk.Tokens), workspace);
        return Last.Finish(first, queries, workspace, workspace.HiddenIntegers.Rows(chunk.Sequences, _hiddenSize, format));
    }
}
