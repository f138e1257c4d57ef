namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The tile in plain arithmetic: the specification of the others.</summary>
internal readonly unsafe struct PortableTile : IInt8Tile
{
    public static string Name => "portable";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => 1;

    public static delegate*<byte*, nint, sbyte*, ushort*, int, int*, void> ForTokens(int tokens) => &Multiply;

    private static void Multiply(byte* x, nint stride, sbyte* blocks, ushort* indices, int count, int* sums)
    {
        new Span<int>(sums, Int8Blocks.BlockOutputs).Clear();
        for (var i = 0; i < count; i++, blocks += Int8Blocks.BlockSize)
        {
            var inputs = x + (Int8Blocks.BlockInputs * indices[i]);
            for (var output = 0; output < Int8Blocks.BlockOutputs; output++)
            {
                var w = blocks + (output * Int8Blocks.BlockInputs);
                sums[output] += (inputs[0] * w[0]) + (inputs[1] * w[1]) + (inputs[2] * w[2]) + (inputs[3] * w[3]);
            }
        }
    }
}
