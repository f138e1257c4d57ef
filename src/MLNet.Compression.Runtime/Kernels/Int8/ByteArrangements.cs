using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The arrangements of <see cref="PairedForm"/> in memory.</summary>
internal static unsafe class ByteArrangements
{
    /// <summary>Writes the second and third arrangement after the first.</summary>
    /// <param name="row">Starts with the bytes in order.</param>
    /// <param name="length">How many bytes; a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(byte* row, int length)
    {
        var second = row + length;
        var third = second + length;
        var swapMiddle = Vector128.Create((byte)0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15);
        var swapOuter = Vector128.Create((byte)0, 3, 2, 1, 4, 7, 6, 5, 8, 11, 10, 9, 12, 15, 14, 13);
        var i = 0;
        for (; i <= length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var bytes = Vector128.Load(row + i);
            Vector128.Shuffle(bytes, swapMiddle).Store(second + i);
            Vector128.Shuffle(bytes, swapOuter).Store(third + i);
        }

        for (; i < length; i += Int8Blocks.BlockInputs)
        {
            for (var place = 0; place < Int8Blocks.BlockInputs; place++)
            {
                second[i + place] = row[i + BlockForm.Paired.PlaceOf(1, place)];
                third[i + place] = row[i + BlockForm.Paired.PlaceOf(2, place)];
            }
        }
    }
}
