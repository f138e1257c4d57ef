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
                    var line = Vector128.Load(lines + i).AsUInt16();
                    for (var plane = 0; plane < 8 / TBits.Bits; plane++)
                    {
                        var codes = (line >>> (plane * TBits.Bits)).AsByte() & Vector128.Create((byte)((1 << TBits.Bits) - 1));
                        Vector128.Shuffle(TBits.Weights, codes.AsSByte()).Store(target + (plane * lineBytes) + i);
                    }
                }
            }

            return scratch;
        }
    }
}
