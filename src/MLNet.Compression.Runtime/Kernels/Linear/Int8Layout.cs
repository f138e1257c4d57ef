using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A matrix of integers in the layout of a kernel, with that kernel.</summary>
internal sealed class Int8Layout : IIntegerLayout
{
    private Int8Layout(Int8Kernel kernel, Int8Blocks blocks) => (Kernel, Blocks) = (kernel, blocks);

    public IReadOnlyList<LayoutPart> Parts => [new(this, 0)];

    public Int8Blocks Blocks { get; }

    public Int8Kernel Kernel { get; }

    /// <summary>For the kernel that is likely to be fastest: of those with the fewest bits that hold the weights, so that weights stay packed, the one with the least cost.</summary>
    public static Int8Layout Of(IntegerWeights weights)
    {
        Int8Kernel? refused = null;
        foreach (var kernel in Candidates(weights))
        {
            if (refused is not null && kernel.Geometry == refused.Geometry && kernel.RunLength == refused.RunLength)
            {
                continue;
            }

            if (Int8Blocks.TryBuild(weights, kernel, kernel.MostGrowth) is { } blocks)
            {
                return new Int8Layout(kernel, blocks);
            }

            refused = kernel;
        }

        throw new InvalidOperationException("No kernel takes the matrix.");
    }

    public void CopyRow(int row, Span<sbyte> values) => Blocks.CopyRow(row, values);

    public LinearKernel CreateKernel(LinearEnd end) => new Int8LinearKernel(Blocks, end, Kernel);

    /// <summary>The kernels that take a matrix, the best first.</summary>
    private static Int8Kernel[] Candidates(IntegerWeights weights)
    {
        Int8Kernel[] able =
        [
            .. Int8Kernels.Supported.Where(kernel =>
                kernel.InstructionSet <= InstructionSets.Current && kernel.MostInputs >= weights.Inputs
                && kernel.Geometry.Lowest <= weights.Lowest && kernel.Geometry.Highest >= weights.Highest),
        ];
        var bits = able.Min(kernel => kernel.Geometry.Bits);
        var (whole, small) = weights.HasBlocks ? BlockCount.Of(weights) : (1, BlockLists.Outputs / BlockCount.SmallOutputs);
        return
        [
            .. able.Where(kernel => kernel.Geometry.Bits == bits)
                .OrderBy(kernel => kernel.Cost * kernel.Geometry.Outputs * (kernel.Geometry.Outputs == BlockLists.Outputs ? whole : small)),
        ];
    }
}
