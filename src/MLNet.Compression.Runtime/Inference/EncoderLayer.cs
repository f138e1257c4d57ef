using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>One transformer layer ready to run, in three parts: project, attend, finish.</summary>
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
        _output = new LinearLayer(weights.Output);
        _intermediate = new LinearLayer(weights.Intermediate, OutputOperators.Of(activation, _output.InputFormat));
        _outputNorm = new LayerNorm(weights.OutputNorm, epsilon);
    }

    /// <summary>Features of queries, keys and values together.</summary>
    public int ProjectionSize => 3 * _shape.AttentionSize;

    /// <summary>The form in which the layer takes its input.</summary>
    public InputFormat InputFormat => _queryKeyValue.InputFormat;

    /// <summary>Queries, keys and values of some tokens.</summary>
    /// <param name="x">The layer's input [tokens x hidden size].</param>
    /// <param name="projections">Receives the result [tokens x <see cref="ProjectionSize"/>].</param>
    public void Project(LinearInput x, MatrixView projections) => _queryKeyValue.Forward(x, projections);

    /// <summary>The keys and values alone; queries may be written or not.</summary>
    public void ProjectKeysAndValues(LinearInput x, MatrixView projections) =>
        _queryKeyValue.Forward(x, projections, _shape.AttentionSize, 2 * _shape.AttentionSize);

    /// <summary>The queries alone; keys and values may be written or not.</summary>
    public void ProjectQueries(LinearInput x, MatrixView projections) => _queryKeyValue.Forward(x, projections, 0, _shape.AttentionSize);

    /// <summary>Every token attends to its sequence; the result takes the place of the queries.</summary>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="projections">Queries, keys and values [tokens x <see cref="ProjectionSize"/>].</param>
    /// <param name="workspace">The memory to work in.</param>
    public void Attend(SequenceChunk chunk, MatrixView projections, Workspace workspace)
    {
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            SelfAttention.Forward(_shape, projections.RowRange(chunk.Start(sequence), chunk.Length(sequence)), workspace);
        }
    }

    /// <summary>The first token of each sequence attends; the result takes the place of the queries.</summary>
    /// <param name="chunk">Where sequences start.</param>
    /// <param name="first">Queries of the first tokens [sequences x <see cref="ProjectionSize"/>].</param>
    /// <param name="projections">Keys and values [tokens x <see cref="ProjectionSize"/>].</param>
    /// <param name="workspace">The memory to work in.</param>
    public void AttendFirst(SequenceChunk chunk, MatrixView first, MatrixView projections, Workspace workspace)
    {
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var own = projections.RowRange(chunk.Start(sequence), chunk.Length(sequence));
            SelfAttention.ForwardSingle(_shape, first.Row(sequence), own, workspace);
        }
    }

    /// <summary>All after attention, which looks at each token alone.</summary>
    /// <param name="hidden">The layer's input, overwritten by its output [tokens x hidden size].</param>
    /// <param name="context">What attention left in place of the queries [tokens x <see cref="ProjectionSize"/>].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="integers">Receives the output in integers.</param>
    /// <returns>The output in both forms.</returns>
    public LinearInput Finish(MatrixView hidden, MatrixView context, Workspace workspace, QuantizedRows integers)
    {
        var sums = workspace.Sums(hidden.Rows, hidden.Columns);
        _attentionOutput.Forward(context.ColumnRange(0, _shape.AttentionSize), workspace.Integers, sums);
        var middle = _attentionNorm.Forward(hidden, sums, workspace.Integers.Rows(hidden.Rows, hidden.Columns, _intermediate.InputFormat));
        var intermediate = workspace.Intermediate(hidden.Rows, _shape.FeedForwardSize);
        _intermediate.Forward(middle, intermediate);
        _output.Forward(intermediate, workspace.Integers, sums);
        return _outputNorm.Forward(hidden, sums, integers);
    }
}
