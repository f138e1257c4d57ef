using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32.</summary>
internal sealed unsafe class FloatLinearKernel(FloatPanels weights, LinearEnd end) : LinearKernel(weights.Outputs, weights.Inputs)
{
    private readonly NativeBuffer _bias = end.AlignedBias(weights.Outputs);

    public override string Name => $"fp32 {weights.InstructionSet}";

    public override InputFormat InputFormat => InputFormat.Float;

    protected override void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        var width = weights.Panels.Width;
        var work = new FloatProductWork(weights.Panels, x.Values, _bias.Pointer, y, end.Operator);
        InstructionSets.Run(weights.InstructionSet, ref work, first / width, (first + count + width - 1) / width);
    }
}
