using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The tile in plain arithmetic: the specification of the others.</summary>
internal readonly unsafe struct PortableTile : IBlockTile
{
    public static string Name => "portable";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => 1;

    public static delegate*<byte*, nint, byte*, ushort*, int, byte*, void> ForTokens(int tokens) => &Multiply;

    private static void Multiply(byte* x, nint stride, byte* blocks, ushort* indices, int count, byte* result)
    {
        var sums = new Span<int>(result, BlockLists.Outputs);
        sums.Clear();
        for (var i = 0; i < count; i++, blocks += BlockLists.BlockBytes)
        {
            var inputs = x + (Int8Blocks.BlockInputs * indices[i]);
            for (var output = 0; output < BlockLists.Outputs; output++)
            {
                var w = (sbyte*)blocks + (output * Int8Blocks.BlockInputs);
                sums[output] += (inputs[0] * w[0]) + (inputs[1] * w[1]) + (inputs[2] * w[2]) + (inputs[3] * w[3]);
            }
        }
    }
}
