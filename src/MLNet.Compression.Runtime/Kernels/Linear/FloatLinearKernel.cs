using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32.</summary>
internal sealed unsafe class FloatLinearKernel(FloatPanels weights, LinearEnd end) : LinearKernel(weights.Panels.Columns, weights.Panels.Steps)
{
    private readonly AlignedBuffer _bias = end.AlignedBias(weights.Panels.Columns);

    public override InputFormat InputFormat => InputFormat.Float;

    public override void Multiply(LinearInput x, MatrixView y, int first, int count)
    {
        var width = weights.Panels.Width;
        var work = new Work(weights, x.Values, (float*)_bias.Pointer, y, first / width, (first + count + width - 1) / width);
        end.Operator.Run(ref work);
        GC.KeepAlive(this);
    }

    private readonly struct Work(FloatPanels weights, MatrixView x, float* bias, MatrixView y, int firstPanel, int endPanel) : IOperatorWork
    {
        public void Run<TOperator>(TOperator f)
            where TOperator : struct, IUnaryOperator
        {
            var work = new FloatProductWork<TOperator>(weights.Panels, x, bias, y, f);
            InstructionSets.Run(weights.InstructionSet, ref work, firstPanel, endPanel);
        }
    }
}
