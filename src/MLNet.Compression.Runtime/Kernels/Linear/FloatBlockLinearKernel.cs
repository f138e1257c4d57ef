using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32 whose blocks of zeros cost nothing.</summary>
internal sealed unsafe class FloatBlockLinearKernel(FloatBlocks weights, LinearEnd end) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly NativeBuffer _bias = end.AlignedBias(weights.Outputs);

    public override string Name => "fp32 blocks";

    public override InputFormat InputFormat => InputFormat.Float;

    private static delegate*<byte*, nint, byte*, ushort*, int*, int, byte*, void> Tiles => InstructionSets.Current switch
    {
        InstructionSet.Avx512 => &BlockTiles<BlockTile<Avx512FloatDot, Vector512<float>, Vector512<float>, BlockOrder.Listed>>.Multiply,
        InstructionSet.Avx2 => &BlockTiles<BlockTile<Avx2FloatDot, Vector256<float>, Vector256<float>, BlockOrder.Listed>>.Multiply,
        _ => &BlockTiles<BlockTile<PortableFloatDot, Vector128<float>, Vector128<float>, BlockOrder.Listed>>.Multiply,
    };

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    protected override void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        var multiply = Tiles;
        var finish = end.Operator.FloatFinish;
        var sums = stackalloc float[BlockLists.TokensAtOnce * BlockLists.Outputs];
        var (lists, values) = (weights.Lists, x.Values);
        for (var group = first / BlockLists.Outputs; group < BlockLists.GroupsOf(first + count); group++)
        {
            var output = group * BlockLists.Outputs;
            var columns = y.ColumnRange(output, Math.Min(BlockLists.Outputs, y.Columns - output));
            for (var token = 0; token < y.Rows; token += BlockLists.TokensAtOnce)
            {
                var part = columns.RowRange(token, Math.Min(BlockLists.TokensAtOnce, y.Rows - token));
                multiply(
                    (byte*)values.Row(token),
                    values.Stride * sizeof(float),
                    lists.BlocksOf(group),
                    lists.IndicesOf(group),
                    lists.StartsOf(group),
                    part.Rows,
                    (byte*)sums);
                finish(sums, BlockLists.Outputs, part, _bias.Pointer + output);
            }
        }
    }
}
