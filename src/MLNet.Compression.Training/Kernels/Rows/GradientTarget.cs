using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>Where a backward kernel leaves a gradient, and whether something is there to add to.</summary>
/// <param name="View">The gradient; without data where it is not wanted.</param>
/// <param name="Accumulate">Whether to add; else it is overwritten.</param>
internal readonly record struct GradientTarget(MatrixView View, bool Accumulate)
{
    public unsafe bool IsWanted => View.Data is not null;
}
