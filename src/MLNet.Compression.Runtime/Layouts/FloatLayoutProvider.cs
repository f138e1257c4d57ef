using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Any matrix, in fp32.</summary>
internal sealed class FloatLayoutProvider : ILayoutProvider
{
    public LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end)
    {
        var floats = matrix.Values as IStoredFloats;
        if (floats?.Store is FloatLayout there)
        {
            return there.CreateKernel(end);
        }

        var layout = FloatLayout.Of(matrix.Rows, matrix.Columns, matrix.DecodeRowUnchecked);
        floats?.MoveTo(layout);
        return layout.CreateKernel(end);
    }
}
