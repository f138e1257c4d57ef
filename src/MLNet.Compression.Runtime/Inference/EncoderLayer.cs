using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>One transformer layer ready to run.</summary>
internal sealed unsafe class EncoderLayer
{
    private readonly LayerShape _shape;
    private readonly LinearLayer _queryKeyValue;
    private readonly LinearLayer _attentionOutput;
    private readonly LayerNorm _attentionNorm;
    private readonly LinearLayer _intermediate;
    private readonly LinearLayer _output;
    private readonly LayerNorm _outputNorm;

    public EncoderLayer(LayerWeights weights, LayerShape shape, ActivationFunction activation, float epsilon)
    {
        _shape = shape;
        _queryKeyValue = new LinearLayer(weights.QueryKeyValue);
        _attentionOutput = new LinearLayer(weights.AttentionOutput);
        _attentionNorm = new LayerNorm(weights.AttentionNorm, epsilon);
        _intermediate = new LinearLayer(weights.Intermediate, OutputOperators.Of(activation));
        _output = new LinearLayer(weights.Output);
        _outputNorm = new LayerNorm(weights.OutputNorm, epsilon);
    }

    /// <summary>Replaces the states of all tokens.</summary>
    /// <param name="hidden">The states [tokens x hidden size].</param>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="workspace">The memory to work in.</param>
    public void Forward(MatrixView hidden, TokenChunk chunk, Workspace workspace)
    {
        var size = _shape.AttentionSize;
        var projections = workspace.Projections(hidden.Rows, 3 * size);
        var context = workspace.Context(hidden.Rows, size);
        _queryKeyValue.Forward(hidden, workspace.Integers, projections);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var (start, length) = (chunk.Start(sequence), chunk.Length(sequence));
            var own = projections.RowRange(start, length);
            SelfAttention.Forward(_shape, own, workspace, context.RowRange(start, length));
        }

        Finish(hidden, context, workspace);
    }

    /// <summary>The new states of the first tokens alone. Keys and values are computed of all tokens, everything else of these.</summary>
    /// <param name="hidden">The states [tokens x hidden size].</param>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <returns>[sequences x hidden size].</returns>
    public MatrixView ForwardFirst(MatrixView hidden, TokenChunk chunk, Workspace workspace)
    {
        var size = _shape.AttentionSize;
        var first = CopyFirst(hidden, chunk, workspace);
        var projections = workspace.Projections(hidden.Rows + first.Rows, 3 * size);
        var queries = projections.RowRange(hidden.Rows, first.Rows);
        var context = workspace.Context(first.Rows, size);
        _queryKeyValue.Forward(workspace.Integers.Convert(hidden, _queryKeyValue.InputFormat), projections.RowRange(0, hidden.Rows), size, 2 * size);
        _queryKeyValue.Forward(workspace.Integers.Convert(first, _queryKeyValue.InputFormat), queries, 0, size);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var own = projections.RowRange(chunk.Start(sequence), chunk.Length(sequence));
            SelfAttention.ForwardSingle(_shape, queries.Row(sequence), own, workspace, context.Row(sequence));
        }

        Finish(first, context, workspace);
        return first;
    }

    private static MatrixView CopyFirst(MatrixView hidden, TokenChunk chunk, Workspace workspace)
    {
        var first = workspace.First(chunk.Sequences, hidden.Columns);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            hidden.RowSpan(chunk.Start(sequence)).CopyTo(first.RowSpan(sequence));
        }

        return first;
    }

    /// <summary>All after attention, which looks at each token alone.</summary>
    private void Finish(MatrixView hidden, MatrixView context, Workspace workspace)
    {
        var sums = workspace.Sums(hidden.Rows, hidden.Columns);
        _attentionOutput.Forward(context, workspace.Integers, sums);
        _attentionNorm.Forward(hidden, sums);

        var intermediate = workspace.Intermediate(hidden.Rows, _shape.FeedForwardSize);
        _intermediate.Forward(hidden, workspace.Integers, intermediate);
        _output.Forward(intermediate, workspace.Integers, sums);
        _outputNorm.Forward(hidden, sums);
    }
}
