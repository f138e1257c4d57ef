using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The blocks that the indices name.</summary>
internal readonly unsafe struct ListedBlocks : IBlockList
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint StepOf(ushort* indices, nint block) => indices[block];
}
