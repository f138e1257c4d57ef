using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The orders of blocks.</summary>
internal static unsafe class BlockOrder
{
    /// <summary>As their indices say.</summary>
    public readonly struct Listed : IBlockOrder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static nint InputOf(ushort* indices, nint block) => indices[block] * BlockLists.InputBytes;
    }

    /// <summary>One after another, without indices.</summary>
    public readonly struct InTurn : IBlockOrder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static nint InputOf(ushort* indices, nint block) => block * BlockLists.InputBytes;
    }
}
