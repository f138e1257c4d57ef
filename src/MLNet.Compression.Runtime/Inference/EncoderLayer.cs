using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
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

    /// <summary>The form in which the layer takes its input.</summary>
    public InputFormat InputFormat => _queryKeyValue.InputFormat;

    /// <summary>Replaces the states of all tokens.</summary>
    /// <param name="hidden">The states [tokens x hidden size], overwritten.</param>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="next">The form in which the next layer takes its input.</param>
    /// <returns>The new states.</returns>
    public LinearInput Forward(LinearInput hidden, TokenChunk chunk, Workspace workspace, InputFormat next)
    {
        var size = _shape.AttentionSize;
        var projections = workspace.Projections(hidden.Tokens, 3 * size);
        var context = workspace.Context(hidden.Tokens, size);
        _queryKeyValue.Forward(hidden, projections);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var (start, length) = (chunk.Start(sequence), chunk.Length(sequence));
            SelfAttention.Forward(_shape, projections.RowRange(start, length), workspace, context.RowRange(start, length));
        }

        return Finish(hidden.Values, context, workspace, next);
    }

    /// <summary>The new states of the first tokens alone. Keys and values are computed of all tokens, everything else of these.</summary>
    /// <param name="hidden">The states [tokens x hidden size].</param>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="next">The form in which the next layer takes its input.</param>
    /// <returns>[sequences x hidden size].</returns>
    public LinearInput ForwardFirst(LinearInput hidden, TokenChunk chunk, Workspace workspace, InputFormat next)
    {
        var size = _shape.AttentionSize;
        var projections = workspace.Projections(hidden.Tokens + chunk.Sequences, 3 * size);
        var queries = projections.RowRange(hidden.Tokens, chunk.Sequences);
        var context = workspace.Context(chunk.Sequences, size);
        _queryKeyValue.Forward(hidden, projections.RowRange(0, hidden.Tokens), size, 2 * size);
        var first = CopyFirst(hidden.Values, chunk, workspace);
        _queryKeyValue.Forward(workspace.Integers.Convert(first, InputFormat), queries, 0, size);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var own = projections.RowRange(chunk.Start(sequence), chunk.Length(sequence));
            SelfAttention.ForwardSingle(_shape, queries.Row(sequence), own, workspace, context.Row(sequence));
        }

        return Finish(first, context, workspace, next);
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
    private LinearInput Finish(MatrixView hidden, MatrixView context, Workspace workspace, InputFormat next)
    {
        var sums = workspace.Sums(hidden.Rows, hidden.Columns);
        _attentionOutput.Forward(context, workspace.Integers, sums);
        var middle = _attentionNorm.Forward(hidden, sums, workspace.HiddenIntegers, _intermediate.InputFormat);
        var intermediate = workspace.Intermediate(hidden.Rows, _shape.FeedForwardSize);
        _intermediate.Forward(middle, intermediate);
        _output.Forward(intermediate, workspace.Integers, sums);
        return _outputNorm.Forward(hidden, sums, workspace.HiddenIntegers, next);
    }
}
