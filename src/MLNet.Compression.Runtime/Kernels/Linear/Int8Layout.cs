using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>An int8 matrix in the layout of a kernel, with that kernel.</summary>
internal sealed class Int8Layout
{
    /// <summary>For the first kernel that does not have to work with many more blocks than there are.</summary>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="scales">The scale of each row.</param>
    /// <param name="readRow">Fills a row with integers in [-127, 127].</param>
    public Int8Layout(int outputs, int inputs, ReadOnlySpan<float> scales, Int8Blocks.RowReader readRow)
    {
        var refused = 0;
        foreach (var kernel in Int8Kernels.Supported)
        {
            if (kernel.InstructionSet > InstructionSets.Current || kernel.BlocksAtOnce == refused)
            {
                continue;
            }

            if (Int8Blocks.TryBuild(outputs, inputs, kernel.BlocksAtOnce, kernel.MostGrowth, scales, readRow) is { } blocks)
            {
                (Blocks, Kernel) = (blocks, kernel);
                return;
            }

            refused = kernel.BlocksAtOnce;
        }

        throw new InvalidOperationException("No kernel takes the matrix.");
    }

    public Int8Blocks Blocks { get; }

    public Int8Kernel Kernel { get; }

    public Int8LinearKernel CreateKernel(LinearEnd end) => new(Blocks, end, Kernel);
}
