using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>From a matrix as a file stores it to a kernel that multiplies it on this machine.</summary>
internal static class MatrixLayouts
{
    /// <summary>Who lays matrices out, whoever multiplies faster first; the last takes all. A new one is added here and nowhere else.</summary>
    private static readonly ILayoutProvider[] _providers = [new EmptyLayoutProvider(), new IntegerLayoutProvider(), new FloatLayoutProvider()];

    /// <summary>A linear layer with a matrix. The layout is made once for a matrix, and takes the place of what the encoding held.</summary>
    public static LinearKernel CreateKernel(WeightMatrix matrix, LinearEnd end)
    {
        foreach (var provider in _providers)
        {
            if (provider.TryCreateKernel(matrix, end) is { } kernel)
            {
                return kernel;
            }
        }

        throw new InvalidOperationException("No layout takes the matrix.");
    }
}
