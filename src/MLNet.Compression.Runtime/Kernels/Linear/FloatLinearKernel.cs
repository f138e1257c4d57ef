using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32.</summary>
internal sealed unsafe class FloatLinearKernel(FloatPanels weights, LinearEnd end) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly AlignedBuffer _bias = end.AlignedBias(weights.Outputs);

    public override InputFormat InputFormat => InputFormat.Float;

    public override void Multiply(LinearInput x, MatrixView y, int first, int count)
    {
        var width = weights.Panels.Width;
        var work = new FloatProductWork(weights.Panels, x.Values, (float*)_bias.Pointer, y, end.Operator);
        InstructionSets.Run(weights.InstructionSet, ref work, first / width, (first + count + width - 1) / width);
        GC.KeepAlive(this);
    }
}
