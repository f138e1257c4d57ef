using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>The weights of one of the blocks that share a line: its bits of every byte, looked up.</summary>
/// <remarks>Shifts are written out for each number of bits, because only constants become instructions with a constant.</remarks>
internal static class PackedLine
{
    /// <summary>On AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<sbyte> Block<TBits>(Vector512<byte> line, int block)
        where TBits : struct, IPackedBits
    {
        var shift = block * TBits.Bits;
        var shifted = shift == 0 ? line : shift == 2 ? (line.AsUInt16() >>> 2).AsByte() : shift == 4 ? (line.AsUInt16() >>> 4).AsByte() : (line.AsUInt16() >>> 6).AsByte();
        var codes = shifted & Vector512.Create((byte)((1 << TBits.Bits) - 1));
        return Avx512BW.Shuffle(TBits.Weights, codes.AsSByte());
    }

    /// <summary>On AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Block<TBits>(Vector256<byte> line, int block)
        where TBits : struct, IPackedBits
    {
        var shift = block * TBits.Bits;
        var shifted = shift == 0 ? line : shift == 2 ? (line.AsUInt16() >>> 2).AsByte() : shift == 4 ? (line.AsUInt16() >>> 4).AsByte() : (line.AsUInt16() >>> 6).AsByte();
        var codes = shifted & Vector256.Create((byte)((1 << TBits.Bits) - 1));
        return Avx2.Shuffle(TBits.Weights.GetLower(), codes.AsSByte());
    }

    /// <summary>On any processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Block<TBits>(Vector128<byte> line, int block)
        where TBits : struct, IPackedBits
    {
        var shift = block * TBits.Bits;
        var shifted = shift == 0 ? line : shift == 2 ? (line.AsUInt16() >>> 2).AsByte() : shift == 4 ? (line.AsUInt16() >>> 4).AsByte() : (line.AsUInt16() >>> 6).AsByte();
        var codes = shifted & Vector128.Create((byte)((1 << TBits.Bits) - 1));
        return Vector128.Shuffle(TBits.Weights.GetLower().GetLower(), codes.AsSByte());
    }
}
