using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>All blocks in order.</summary>
internal readonly unsafe struct EveryBlock : IBlockList
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint StepOf(ushort* indices, nint block) => block;
}
