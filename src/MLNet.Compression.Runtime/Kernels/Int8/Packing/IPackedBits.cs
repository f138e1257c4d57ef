using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>Weights of 4 or 2 bits: two or four of them in a byte, in two's complement.</summary>
internal interface IPackedBits
{
    static abstract int Bits { get; }

    /// <summary>Blocks whose products with inputs of 7 bits a sum of 16 bits has room for: 32767 / (2 x 127 x the largest weight), rounded down to a power of two.</summary>
    static abstract int MostBlocks { get; }

    /// <summary>What each code stands for, in each 16 bytes, for one shuffle of bytes.</summary>
    static abstract Vector512<sbyte> Weights { get; }
}
