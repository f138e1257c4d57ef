using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>The ways from lines to bytes.</summary>
internal static unsafe class WeightBits
{
    /// <summary>Bytes as they are.</summary>
    public readonly struct Eight : IWeightBits
    {
        public static int Bits => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static byte* Unpack(byte* lines, nint bytes, byte* scratch, InstructionSet set) => lines;
    }

    /// <summary>Two or four weights of a byte: a line of 64 bytes gives as many times 64.</summary>
    public readonly struct Packed<TBits> : IWeightBits
        where TBits : struct, IPackedBits
    {
        private const int LineBytes = 64;

        public static int Bits => TBits.Bits;

        public static byte* Unpack(byte* lines, nint bytes, byte* scratch, InstructionSet set)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    Unpack512(lines, bytes, (sbyte*)scratch);
                    break;
                case InstructionSet.Avx2:
                    Unpack256(lines, bytes, (sbyte*)scratch);
                    break;
                default:
                    Unpack128(lines, bytes, (sbyte*)scratch);
                    break;
            }

            return scratch;
        }

        [MethodImpl(KernelMethod.Standalone)]
        private static void Unpack512(byte* lines, nint bytes, sbyte* target)
        {
            for (nint line = 0; line < bytes; line += LineBytes, target += 8 / TBits.Bits * LineBytes)
            {
                for (var i = 0; i < LineBytes; i += Vector512<byte>.Count)
                {
                    var packed = Vector512.Load(lines + line + i);
                    PackedLine.Block<TBits>(packed, 0).Store(target + i);
                    PackedLine.Block<TBits>(packed, 1).Store(target + LineBytes + i);
                    if (TBits.Bits == 2)
                    {
                        PackedLine.Block<TBits>(packed, 2).Store(target + (2 * LineBytes) + i);
                        PackedLine.Block<TBits>(packed, 3).Store(target + (3 * LineBytes) + i);
                    }
                }
            }
        }

        [MethodImpl(KernelMethod.Standalone)]
        private static void Unpack256(byte* lines, nint bytes, sbyte* target)
        {
            for (nint line = 0; line < bytes; line += LineBytes, target += 8 / TBits.Bits * LineBytes)
            {
                for (var i = 0; i < LineBytes; i += Vector256<byte>.Count)
                {
                    var packed = Vector256.Load(lines + line + i);
                    PackedLine.Block<TBits>(packed, 0).Store(target + i);
                    PackedLine.Block<TBits>(packed, 1).Store(target + LineBytes + i);
                    if (TBits.Bits == 2)
                    {
                        PackedLine.Block<TBits>(packed, 2).Store(target + (2 * LineBytes) + i);
                        PackedLine.Block<TBits>(packed, 3).Store(target + (3 * LineBytes) + i);
                    }
                }
            }
        }

        [MethodImpl(KernelMethod.Standalone)]
        private static void Unpack128(byte* lines, nint bytes, sbyte* target)
        {
            for (nint line = 0; line < bytes; line += LineBytes, target += 8 / TBits.Bits * LineBytes)
            {
                for (var i = 0; i < LineBytes; i += Vector128<byte>.Count)
                {
                    var packed = Vector128.Load(lines + line + i);
                    PackedLine.Block<TBits>(packed, 0).Store(target + i);
                    PackedLine.Block<TBits>(packed, 1).Store(target + LineBytes + i);
                    if (TBits.Bits == 2)
                    {
                        PackedLine.Block<TBits>(packed, 2).Store(target + (2 * LineBytes) + i);
                        PackedLine.Block<TBits>(packed, 3).Store(target + (3 * LineBytes) + i);
                    }
                }
            }
        }
    }
}
