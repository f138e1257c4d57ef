using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>The sizes of packed weights.</summary>
internal static class PackedBits
{
    /// <summary>−8 to 7.</summary>
    public readonly struct Four : IPackedBits
    {
        public static int Bits => 4;

        public static int MostBlocks => 16;

        public static Vector128<sbyte> Weights => Vector128.Create(0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1);
    }

    /// <summary>−2 to 1: ternary and binary weights among them.</summary>
    public readonly struct Two : IPackedBits
    {
        public static int Bits => 2;

        public static int MostBlocks => 64;

        public static Vector128<sbyte> Weights => Vector128.Create(0, 1, -2, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
