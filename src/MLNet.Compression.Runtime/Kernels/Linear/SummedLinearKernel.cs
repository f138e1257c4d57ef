using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer whose weights are a sum of parts with scales of their own, and activations rounded to 7 bits: sums of integers for each part, times its scale, added in fp32 from the first part to the last, the bias first.</summary>
/// <param name="name">What tables and tests call it, behind the first part's kernel.</param>
/// <param name="inputs">Columns of the whole matrix.</param>
/// <param name="parts">The parts, all with the same outputs.</param>
/// <param name="end">What follows the sum.</param>
internal sealed class SummedLinearKernel(string name, int inputs, IReadOnlyList<LayoutPart> parts, LinearEnd end)
    : LinearKernel(parts[0].Layout.Blocks.Outputs, inputs)
{
    private readonly NativeBuffer _bias = end.AlignedBias(parts[0].Layout.Blocks.Outputs);

    public override string Name => $"{parts[0].Layout.Kernel.Name} {name}";

    public override InputFormat InputFormat => InputFormat.Bytes;

    protected override unsafe void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        var endGroup = (first + count + BlockLists.Outputs - 1) / BlockLists.Outputs;
        for (var i = 0; i < parts.Count; i++)
        {
            var (layout, firstInput) = parts[i];
            var f = i == parts.Count - 1 ? end.Operator : OutputOperator.None;
            var product = new Int8Product(layout.Blocks, x.Integers.SkipFeatures(firstInput), _bias.Pointer, y, first / BlockLists.Outputs, endGroup);
            layout.Kernel.Multiply(product, i == 0 ? f.Int8Finish : f.Int8FinishAdding);
        }
    }
}
