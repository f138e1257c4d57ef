using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer whose weights have a scale for each group of inputs, and activations rounded to 7 bits: sums of integers for each group, times its scale, added in fp32 from the first group to the last, the bias first.</summary>
internal sealed class GroupedLinearKernel(GroupedLayout layout, LinearEnd end)
    : LinearKernel(layout.Groups[0].Blocks.Outputs, layout.Groups.Sum(group => group.Blocks.Inputs))
{
    private readonly NativeBuffer _bias = end.AlignedBias(layout.Groups[0].Blocks.Outputs);

    public override string Name => $"{layout.Groups[0].Kernel.Name} in groups of {layout.GroupSize}";

    public override InputFormat InputFormat => InputFormat.Bytes;

    protected override unsafe void MultiplyChecked(LinearInput x, MatrixView y, int first, int count)
    {
        var endGroup = (first + count + BlockLists.Outputs - 1) / BlockLists.Outputs;
        for (var i = 0; i < layout.Groups.Count; i++)
        {
            var f = i == layout.Groups.Count - 1 ? end.Operator : OutputOperator.None;
            var product = new Int8Product(
                layout.Groups[i].Blocks, x.Integers.SkipFeatures(i * layout.GroupSize), _bias.Pointer, y, first / BlockLists.Outputs, endGroup);
            layout.Groups[i].Kernel.Multiply(product, i == 0 ? f.Int8Finish : f.Int8FinishAdding);
        }
    }
}
