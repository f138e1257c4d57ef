using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>The int8 tile on operands in the first-level cache: what no product of dense 8-bit weights can exceed.</summary>
internal static unsafe class Int8Ceiling
{
    private const int Tokens = 48;
    private const int Inputs = 528;
    private const int Repeats = 100;
    private const int Rounds = 300;

    /// <summary>The best of some rounds in 10⁹ operations a second, two for each product and sum.</summary>
    public static double Measure(Int8Kernel kernel)
    {
        var weights = Int8Blocks.Build(IntegerWeights.OfBytes(BlockLists.Outputs, Inputs, new float[BlockLists.Outputs], hasBlocks: false, (_, integers) => integers.Fill(1)), kernel);
        var stride = QuantizedRows.StrideOf(Inputs);
        var inputs = NativeBuffer.Cleared<byte>((long)Tokens * stride);
        var numbers = NativeBuffer.Cleared<float>((2 * Tokens) + (BlockLists.Outputs * (Tokens + 1)));
        var values = numbers.Pointer;
        var x = new QuantizedRows
        {
            Largest = QuantizedRows.KernelLargest,
            Data = (byte*)inputs.Pointer,
            Stride = stride,
            Scales = values,
            ZeroPoints = values + Tokens,
        };
        var bias = values + (2 * Tokens);
        var y = new MatrixView(bias + BlockLists.Outputs, Tokens, BlockLists.Outputs);
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Repeats; i++)
            {
                kernel.Multiply(new Int8Product(weights, x, bias, y, 0, 1), OutputOperator.None.Int8Finish);
            }

            best = Math.Max(best, 2.0 * Tokens * Inputs * BlockLists.Outputs * Repeats / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        GC.KeepAlive((weights, inputs, numbers));
        return best;
    }
}
