using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Integers of up to 8 bits times a scale of their row, if an accumulator has room for the products of all inputs.</summary>
internal sealed class IntegerLayoutProvider : ILayoutProvider
{
    public LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end)
    {
        if (matrix.Values is not IStoredIntegers integers || matrix.Columns > Int8Blocks.MaxInputs)
        {
            return null;
        }

        if (integers.Store is Int8Layout there)
        {
            return there.CreateKernel(end);
        }

        if (integers.Range is not { } range)
        {
            return null;
        }

        var weights = new IntegerWeights(
            matrix.Rows, matrix.Columns, range.Lowest, range.Highest, integers.ScaleOfEachRow, matrix.Values.Pattern is BlockPattern, integers.CopyIntegers);
        var layout = Int8Layout.Of(weights);
        integers.MoveTo(layout);
        return layout.CreateKernel(end);
    }
}
