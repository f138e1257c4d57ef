using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer without weights: without inputs its outputs are f(b), without outputs it does nothing.</summary>
internal sealed unsafe class BiasKernel(int outputs, int inputs, LinearEnd end) : LinearKernel(outputs, inputs)
{
    private readonly NativeBuffer _bias = end.AlignedBias(outputs);

    public override string Name => "bias";

    public override InputFormat InputFormat => InputFormat.Float;

    protected override void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        for (var token = 0; token < y.Rows; token++)
        {
            y.RowSpan(token).Clear();
        }

        end.Operator.FloatFinish(y.Data, y.Stride, y, _bias.Pointer);
    }
}
