using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Attention;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>softmax(Q Kᵀ / sqrt(head size)) V of one sequence, head by head.</summary>
internal static unsafe class SelfAttention
{
    /// <summary>Every token attends.</summary>
    /// <param name="shape">Heads and head size.</param>
    /// <param name="projections">Queries, keys and values of the sequence [tokens x 3 attention size].</param>
    /// <param name="workspace">Working memory.</param>
    /// <param name="context">Receives the result [tokens x attention size].</param>
    public static void Forward(LayerShape shape, MatrixView projections, Workspace workspace, MatrixView context)
    {
        var length = (int)AttentionKernel.ScratchLength(projections.Rows, shape.HeadSize);
        var scratch = new Span<float>(workspace.Scores(1, length).Data, length);
        for (var head = 0; head < shape.Heads; head++)
        {
            var columns = context.ColumnRange(head * shape.HeadSize, shape.HeadSize);
            AttentionKernel.Forward(
                AttentionHead.FromPacked(projections, head, shape.Heads), default, default, columns, AttentionDropout.None, scratch);
        }
    }

    /// <summary>One token attends.</summary>
    /// <param name="shape">Heads and head size.</param>
    /// <param name="query">The token's queries [attention size].</param>
    /// <param name="projections">Keys and values of the sequence, in the columns after the queries' [tokens x 3 attention size].</param>
    /// <param name="workspace">Working memory.</param>
    /// <param name="context">Receives the result [attention size].</param>
    public static void ForwardSingle(LayerShape shape, float* query, MatrixView projections, Workspace workspace, float* context)
    {
        var size = shape.AttentionSize;
        var work = new SingleQueryWork(
            query,
            projections.ColumnRange(size, size),
            projections.ColumnRange(2 * size, size),
            shape.HeadSize,
            workspace.Scores(1, projections.Rows).Data,
            context);
        InstructionSets.Run(InstructionSets.Current, ref work, 0, shape.Heads);
    }
}
