using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Layouts;

/// <summary>Lays matrices of one kind of numbers out for kernels.</summary>
internal interface ILayoutProvider
{
    /// <summary>Null if it does not take the matrix.</summary>
    LinearKernel? TryCreateKernel(WeightMatrix matrix, LinearEnd end);
}
