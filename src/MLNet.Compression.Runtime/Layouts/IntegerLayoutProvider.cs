using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Integers of up to 8 bits times a scale of their row, or of their group of columns, and sums of such, if an accumulator has room for the products of all inputs that share a scale.</summary>
internal sealed class IntegerLayoutProvider : ILayoutProvider
{
    public LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end)
    {
        if (matrix.Values is not IntegerSum sum)
        {
            return LayoutOf(matrix.Values)?.CreateKernel(end);
        }

        return LayoutOf(sum.First) is { } first && LayoutOf(sum.Second) is { } second
            ? new SummedLinearKernel("summed", matrix.Columns, [.. first.Parts, .. second.Parts], end)
            : null;
    }

    /// <summary>The layout of integers, made once; null where kernels do not take them.</summary>
    private static IIntegerLayout? LayoutOf(RowValues? values)
    {
        if (values is not IStoredIntegers integers || integers.Scales.MostOfGroup > Int8Blocks.MaxInputs)
        {
            return null;
        }

        if (integers.Store is IIntegerLayout there)
        {
            return there;
        }

        if (integers.Range is not { } range)
        {
            return null;
        }

        var (pattern, scales) = (values.Pattern, integers.Scales);
        var weights = new IntegerWeights(pattern.Rows, pattern.Columns, range.Lowest, range.Highest, scales.OfGroup(0), pattern is BlockPattern, integers.CopyIntegers);
        IIntegerLayout layout = scales.Groups == 1 ? Int8Layout.Of(weights) : InGroups(weights, scales);
        integers.MoveTo(layout);
        return layout;
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
