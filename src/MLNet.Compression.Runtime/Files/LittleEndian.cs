using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Numbers in the byte order of files, whatever that of the machine.</summary>
internal static class LittleEndian
{
    private const int BlockElements = 1 << 16;

    public static void Write(Stream stream, ReadOnlySpan<float> values) =>
        Write(stream, MemoryMarshal.Cast<float, int>(values), BinaryPrimitives.ReverseEndianness);

    public static void Write(Stream stream, ReadOnlySpan<long> values) =>
        Write(stream, values, BinaryPrimitives.ReverseEndianness);

    /// <summary>Turns what was read from a file into numbers of this machine.</summary>
    public static void ToHost(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }

    /// <summary>Turns what was read from a file into numbers of this machine.</summary>
    public static void ToHost(Span<long> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }

    /// <summary>Turns what was read from a file into numbers of this machine, and back.</summary>
    public static void ToHost(Span<Half> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<Half, short>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }

    private delegate void Reverse<T>(ReadOnlySpan<T> source, Span<T> destination);

    private static void Write<T>(Stream stream, ReadOnlySpan<T> values, Reverse<T> reverse)
        where T : struct
    {
        var reversed = BitConverter.IsLittleEndian ? [] : new T[Math.Min(values.Length, BlockElements)];
        for (var start = 0; start < values.Length; start += BlockElements)
        {
            var block = values.Slice(start, Math.Min(BlockElements, values.Length - start));
            if (!BitConverter.IsLittleEndian)
            {
                reverse(block, reversed);
                block = reversed.AsSpan(0, block.Length);
            }

            stream.Write(MemoryMarshal.AsBytes(block));
        }
    }
}
