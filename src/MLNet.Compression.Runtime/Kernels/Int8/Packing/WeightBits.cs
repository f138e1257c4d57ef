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
        public static byte* Unpack(byte* lines, int blocks, int lineBytes, byte* scratch) => lines;
    }

    /// <summary>Two or four weights of a byte, spread over as many blocks.</summary>
    public readonly struct Packed<TBits> : IWeightBits
        where TBits : struct, IPackedBits
    {
        public static int Bits => TBits.Bits;

        [MethodImpl(KernelMethod.Standalone)]
        public static byte* Unpack(byte* lines, int blocks, int lineBytes, byte* scratch)
        {
            var target = (sbyte*)scratch;
            for (var block = 0; block < blocks; block += 8 / TBits.Bits, lines += lineBytes, target += 8 / TBits.Bits * lineBytes)
            {
                for (var i = 0; i < lineBytes; i += Vector128<byte>.Count)
                {
                    var line = Vector128.Load(lines + i);
                    PackedLine.Block<TBits>(line, 0).Store(target + i);
                    PackedLine.Block<TBits>(line, 1).Store(target + lineBytes + i);
                    if (TBits.Bits == 2)
                    {
                        PackedLine.Block<TBits>(line, 2).Store(target + (2 * lineBytes) + i);
                        PackedLine.Block<TBits>(line, 3).Store(target + (3 * lineBytes) + i);
                    }
                }
            }

            return scratch;
        }
    }
}
