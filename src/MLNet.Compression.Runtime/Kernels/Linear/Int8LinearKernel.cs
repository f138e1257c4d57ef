using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer with 8-bit weights and activations rounded to 7 bits.</summary>
internal sealed class Int8LinearKernel(Int8Blocks weights, LinearEnd end, Int8Kernel kernel) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly NativeBuffer _bias = end.AlignedBias(weights.Outputs);

    public override string Name => kernel.Name;

    public override InputFormat InputFormat => InputFormat.Bytes;

    protected override unsafe void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        var groups = (first + count + BlockLists.Outputs - 1) / BlockLists.Outputs;
        var product = new Int8Product(weights, x.Integers, _bias.Pointer, y, first / BlockLists.Outputs, groups);
        kernel.Multiply(product, end.Operator.Int8Finish);
    }
}
