using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer with 8-bit weights and activations rounded to 7 bits.</summary>
internal sealed class Int8LinearKernel(Int8Blocks weights, LinearEnd end, Int8Kernel kernel) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly AlignedBuffer _bias = end.AlignedBias(weights.Outputs);

    public override InputFormat InputFormat => InputFormat.Bytes;

    public override unsafe void Multiply(LinearInput x, MatrixView y, int first, int count)
    {
        var groups = (first + count + BlockLists.Outputs - 1) / BlockLists.Outputs;
        var product = new Int8Product(weights, x.Integers, (float*)_bias.Pointer, y, first / BlockLists.Outputs, groups);
        kernel.Multiply(product, end.Operator);
        GC.KeepAlive(this);
    }
}
