namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A linear layer with 8-bit weights and activations rounded to 8 bits.</summary>
internal sealed class Int8LinearKernel(Int8Blocks weights, Int8Kernel kernel) : LinearKernel(weights.Outputs, weights.Inputs)
{
    public override InputFormat InputFormat => kernel.InputFormat;

    public override void Multiply(LinearInput x, ReadOnlySpan<float> bias, MatrixView y, int first, int count)
    {
        var end = (first + count + Int8Blocks.BlockOutputs - 1) / Int8Blocks.BlockOutputs;
        kernel.Multiply(weights, x.Integers, bias, y, first / Int8Blocks.BlockOutputs, end);
    }
}
