using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Integers of up to 8 bits times a scale of their row, or of their group of columns, if an accumulator has room for the products of all inputs that share one.</summary>
internal sealed class IntegerLayoutProvider : ILayoutProvider
{
    public LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end)
    {
        if (matrix.Values is not IStoredIntegers integers || Math.Min(matrix.Columns, integers.Scales.GroupSize) > Int8Blocks.MaxInputs)
        {
            return null;
        }

        if (integers.Store is IIntegerLayout there)
        {
            return there.CreateKernel(end);
        }

        if (integers.Range is not { } range)
        {
            return null;
        }

        var weights = new IntegerWeights(
            matrix.Rows, matrix.Columns, range.Lowest, range.Highest, integers.Scales.OfGroup(0), matrix.Values.Pattern is BlockPattern, integers.CopyIntegers);
        IIntegerLayout layout = integers.Scales.Groups == 1 ? Int8Layout.Of(weights) : InGroups(weights, integers.Scales);
        integers.MoveTo(layout);
        return layout.CreateKernel(end);
    }

    private static GroupedLayout InGroups(IntegerWeights weights, IntegerScales scales)
    {
        // Once, as to read a row is to unpack it whole.
        var all = new sbyte[weights.Outputs * weights.Inputs];
        for (var row = 0; row < weights.Outputs; row++)
        {
            weights.ReadRow(row, all.AsSpan(row * weights.Inputs, weights.Inputs));
        }

        var groups = new Int8Layout[scales.Groups];
        for (var group = 0; group < groups.Length; group++)
        {
            var (first, length) = (group * scales.GroupSize, scales.LengthOf(group));
            groups[group] = Int8Layout.Of(weights with
            {
                Inputs = length,
                Scales = scales.OfGroup(group),
                ReadRow = (row, integers) => all.AsSpan((row * weights.Inputs) + first, length).CopyTo(integers),
            });
        }

        return new GroupedLayout(scales.GroupSize, groups);
    }
}
