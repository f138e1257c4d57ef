using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The arrangements of <see cref="PairedForm"/> in memory.</summary>
internal static unsafe class ByteArrangements
{
    /// <summary>Writes the other five arrangements after the first.</summary>
    /// <param name="row">Starts with the bytes in order.</param>
    /// <param name="length">How many bytes: <see cref="Int8Blocks.ArrangementLength"/>.</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Append(byte* row, int length)
    {
        var swapMiddle = Vector128.Create((byte)0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15);
        var swapOuter = Vector128.Create((byte)0, 3, 2, 1, 4, 7, 6, 5, 8, 11, 10, 9, 12, 15, 14, 13);
        var odd = Vector128.Create((ushort)0xff00).AsByte();
        var target = row;
        if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated)
        {
            var (wideMiddle, wideOuter, wideOdd) = (Repeat(swapMiddle), Repeat(swapOuter), Repeat(odd));
            for (; target <= row + length - Vector512<byte>.Count; target += Vector512<byte>.Count)
            {
                var bytes = Vector512.Load(target);
                var middle = Avx512BW.Shuffle(bytes, wideMiddle);
                var outer = Avx512BW.Shuffle(bytes, wideOuter);
                middle.Store(target + length);
                outer.Store(target + (2 * length));
                (bytes ^ wideOdd).Store(target + (3 * length));
                (middle ^ wideOdd).Store(target + (4 * length));
                (outer ^ wideOdd).Store(target + (5 * length));
            }
        }

        for (; target < row + length; target += Vector128<byte>.Count)
        {
            var bytes = Vector128.Load(target);
            var middle = Vector128.Shuffle(bytes, swapMiddle);
            var outer = Vector128.Shuffle(bytes, swapOuter);
            middle.Store(target + length);
            outer.Store(target + (2 * length));
            (bytes ^ odd).Store(target + (3 * length));
            (middle ^ odd).Store(target + (4 * length));
            (outer ^ odd).Store(target + (5 * length));
        }
    }

    private static Vector512<byte> Repeat(Vector128<byte> bytes) => Vector512.Create(Vector256.Create(bytes, bytes), Vector256.Create(bytes, bytes));
}
