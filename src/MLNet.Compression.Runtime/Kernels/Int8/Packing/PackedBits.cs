using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>The sizes of packed weights.</summary>
/// <remarks>Tables are written as numbers of 8 bytes: of these the JIT makes constants.</remarks>
internal static class PackedBits
{
    /// <summary>−8 to 7.</summary>
    public readonly struct Four : IPackedBits
    {
        // 0 to 7, −8 to −1.
        private const ulong Lower = 0x07_06_05_04_03_02_01_00;
        private const ulong Upper = 0xff_fe_fd_fc_fb_fa_f9_f8;

        public static int Bits => 4;

        public static int MostBlocks => 16;

        public static Vector512<sbyte> Weights
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(Lower, Upper, Lower, Upper, Lower, Upper, Lower, Upper).AsSByte();
        }
    }

    /// <summary>−2 to 1: ternary and binary weights among them.</summary>
    public readonly struct Two : IPackedBits
    {
        // 0, 1, −2, −1.
        private const ulong Lower = 0xff_fe_01_00;

        public static int Bits => 2;

        public static int MostBlocks => 64;

        public static Vector512<sbyte> Weights
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(Lower, 0, Lower, 0, Lower, 0, Lower, 0).AsSByte();
        }
    }
}
