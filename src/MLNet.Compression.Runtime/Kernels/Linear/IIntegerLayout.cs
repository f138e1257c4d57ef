using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A matrix of integers as kernels take it.</summary>
internal interface IIntegerLayout : IRowStore<sbyte>
{
    /// <summary>What the matrix is cut into, from the left.</summary>
    IReadOnlyList<LayoutPart> Parts { get; }

    /// <summary>A linear layer with the matrix.</summary>
    LinearKernel CreateKernel(LinearEnd end);
}
