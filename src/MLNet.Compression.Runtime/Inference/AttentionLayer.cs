using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The self-attention of a transformer layer, ready to run: project, attend, finish.</summary>
internal sealed unsafe class AttentionLayer
{
    private readonly LayerShape _shape;
    private readonly LinearLayer _queryKeyValue;
    private readonly LinearLayer _output;
    private readonly LayerNorm _norm;

    public AttentionLayer(AttentionWeights weights, LayerShape shape, float epsilon)
    {
        _shape = shape;
        _queryKeyValue = new LinearLayer(weights.QueryKeyValue);
        _output = new LinearLayer(weights.Output);
        _norm = new LayerNorm(weights.Norm, epsilon);
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
            SelfAttention.Forward(_shape, projections.RowRange(chunk.Start(sequence), chunk.Length(sequence)), InputFormat.IsInteger, workspace);
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

    /// <summary>Output, residual connection and norm.</summary>
    /// <param name="hidden">The layer's input, overwritten by the result [tokens x hidden size].</param>
    /// <param name="context">What attention left in place of the queries [tokens x <see cref="ProjectionSize"/>].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="format">The form in which the feed-forward network takes the result.</param>
    /// <returns>The result in both forms.</returns>
    public LinearInput Finish(MatrixView hidden, MatrixView context, Workspace workspace, InputFormat format)
    {
        var sums = workspace.Sums(hidden.Rows, hidden.Columns);
        _output.Forward(context.ColumnRange(0, _shape.AttentionSize), workspace.Integers, sums);
        return _norm.Forward(hidden, sums, workspace.Integers.Rows(hidden.Rows, hidden.Columns, format));
    }
}
