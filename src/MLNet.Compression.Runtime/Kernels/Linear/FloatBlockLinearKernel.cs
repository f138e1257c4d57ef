using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32 whose blocks of zeros cost nothing.</summary>
internal sealed unsafe class FloatBlockLinearKernel(FloatBlocks weights, LinearEnd end) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly AlignedBuffer _bias = end.AlignedBias(weights.Outputs);

    public override InputFormat InputFormat => InputFormat.Float;

    private static delegate*<byte*, nint, byte*, ushort*, int, int, byte*, void> Tiles => InstructionSets.Current switch
    {
        InstructionSet.Avx512 => &BlockTiles<StepTile<Avx512FloatStep, Vector512<float>>>.Multiply,
        InstructionSet.Avx2 => &BlockTiles<StepTile<Avx2FloatStep, Vector256<float>>>.Multiply,
        _ => &BlockTiles<StepTile<PortableFloatStep, Vector128<float>>>.Multiply,
    };

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    public override void Multiply(LinearInput x, MatrixView y, int first, int count)
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
                var tile = columns.RowRange(token, Math.Min(BlockLists.TokensAtOnce, y.Rows - token));
                multiply(
                    (byte*)values.Row(token),
                    values.Stride * sizeof(float),
                    lists.BlocksOf(group),
                    lists.IndicesOf(group),
                    lists.CountOf(group),
                    tile.Rows,
                    (byte*)sums);
                finish(sums, BlockLists.Outputs, tile, (float*)_bias.Pointer + output);
            }
        }

        GC.KeepAlive(this);
    }
}
