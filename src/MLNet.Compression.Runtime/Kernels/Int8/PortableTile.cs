using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The tile in plain arithmetic: the specification of the others.</summary>
/// <typeparam name="TOutputs">Outputs of a block, in fours.</typeparam>
internal readonly unsafe struct PortableTile<TOutputs> : IBlockTile
    where TOutputs : unmanaged, ISize
{
    public static int Outputs => 4 * sizeof(TOutputs);

    public static int MaxTokens => 1;

    public static delegate*<byte*, nint, byte*, ushort*, int*, byte*, void> ForTokens(int tokens) => &Multiply;

    private static void Multiply(byte* x, nint stride, byte* blocks, ushort* indices, int* starts, byte* result)
    {
        var sums = new Span<int>(result, BlockLists.Outputs);
        sums.Clear();
        for (var list = 0; list < BlockLists.Outputs / Outputs; list++)
        {
            for (var i = 0; i < starts[list + 1] - starts[list]; i++, blocks += Outputs * Int8Blocks.BlockInputs)
            {
                var inputs = x + (Int8Blocks.BlockInputs * (indices is null ? i : *indices++));
                for (var output = 0; output < Outputs; output++)
                {
                    var w = (sbyte*)blocks + (output * Int8Blocks.BlockInputs);
                    sums[(list * Outputs) + output] += (inputs[0] * w[0]) + (inputs[1] * w[1]) + (inputs[2] * w[2]) + (inputs[3] * w[3]);
                }
            }
        }
    }
}
