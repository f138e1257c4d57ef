using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Attention;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>softmax(Q Kᵀ / sqrt(head size)) V of one sequence, head by head, in place of Q.</summary>
internal static unsafe class SelfAttention
{
    /// <summary>Every token attends.</summary>
    /// <param name="shape">Heads and head size.</param>
    /// <param name="projections">Queries, overwritten by the result, keys and values of the sequence [tokens x 3 attention size].</param>
    /// <param name="workspace">Working memory.</param>
    public static void Forward(LayerShape shape, MatrixView projections, Workspace workspace)
    {
        ShapeCheck.Size(projections.Rows, 3 * shape.AttentionSize, projections, nameof(projections));
        var scratch = workspace.Scratch(SelfAttentionWork.ScratchLength(projections.Rows, shape.HeadSize));
        var work = new SelfAttentionWork(projections, shape.Heads, shape.HeadSize, scratch);
        InstructionSets.Run(InstructionSets.Current, ref work, 0, shape.Heads);
    }

    /// <summary>One token attends.</summary>
    /// <param name="shape">Heads and head size.</param>
    /// <param name="query">The token's queries, overwritten by the result [attention size].</param>
    /// <param name="projections">Keys and values of the sequence, in the columns after the queries' [tokens x 3 attention size].</param>
    /// <param name="workspace">Working memory.</param>
    public static void ForwardSingle(LayerShape shape, float* query, MatrixView projections, Workspace workspace)
    {
        ShapeCheck.Size(projections.Rows, 3 * shape.AttentionSize, projections, nameof(projections));
        var size = shape.AttentionSize;
        var work = new SingleQueryWork(
            query,
            projections.ColumnRange(size, size),
            projections.ColumnRange(2 * size, size),
            shape.HeadSize,
            workspace.Scratch(projections.Rows));
        InstructionSets.Run(InstructionSets.Current, ref work, 0, shape.Heads);
    }
}
