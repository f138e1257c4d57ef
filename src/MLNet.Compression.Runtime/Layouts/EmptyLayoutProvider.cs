using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Matrices without weights.</summary>
internal sealed class EmptyLayoutProvider : ILayoutProvider
{
    public LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end) => matrix is EmptyMatrix ? new BiasKernel(matrix.Rows, matrix.Columns, end) : null;
}
