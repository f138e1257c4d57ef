using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Attention;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>softmax(Q Kᵀ / sqrt(head size)) V of one sequence, head by head, in place of Q.</summary>
internal static unsafe class SelfAttention
{
    /// <summary>Tokens of a sequence from which on integers are faster: rounding keys and values has to pay.</summary>
    public const int FewestForIntegers = 96;

    /// <summary>Every token attends.</summary>
    /// <param name="shape">Heads and head size.</param>
    /// <param name="projections">Queries, overwritten by the result, keys and values of the sequence [tokens x 3 attention size].</param>
    /// <param name="integers">Whether the layer's weights are integers, so that the products of long sequences may be of integers too: <see cref="PairAttention"/>.</param>
    /// <param name="workspace">Working memory.</param>
    public static void Forward(LayerShape shape, MatrixView projections, bool integers, Workspace workspace)
    {
        ShapeCheck.Size(projections.Rows, 3 * shape.AttentionSize, projections, nameof(projections));
        if (integers && projections.Rows >= FewestForIntegers)
        {
            Run<PairAttention>(shape, projections, workspace);
        }
        else
        {
            Run<FloatAttention>(shape, projections, workspace);
        }
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
    private static void Run<TNumbers>(LayerShape shape, MatrixView projections, Workspace workspace)
        where TNumbers : struct, IAttentionNumbers
    {
        var scratch = workspace.Scratch(SelfAttentionWork<TNumbers>.ScratchLength(projections.Rows, shape.HeadSize));
        var work = new SelfAttentionWork<TNumbers>(projections, shape.Heads, shape.HeadSize, scratch);
        InstructionSets.Run(InstructionSets.Current, ref work, 0, shape.Heads);
    }
}
