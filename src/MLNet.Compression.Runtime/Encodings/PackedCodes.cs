using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Codes of 1 to 8 bits without gaps, from the lowest bit of the first byte on; unused bits of the last byte are 0.</summary>
internal sealed class PackedCodes
{
    /// <summary>Bytes that are read at once: they hold 8 codes wherever these begin.</summary>
    private const int WordSize = sizeof(ulong);

    private readonly byte[] _bytes;
    private readonly int _bits;
    private readonly int _length;

    /// <param name="count">Number of codes; all are 0 at first.</param>
    /// <param name="bits">Bits of a code.</param>
    public PackedCodes(int count, int bits)
    {
        _bits = bits;
        _length = (int)LengthOf(count, bits);
        _bytes = new byte[_length + WordSize];
    }

    /// <summary>Bits of a code.</summary>
    public int Bits => _bits;

    /// <param name="reader">At the codes.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="bits">Bits of a code.</param>
    /// <param name="valid">How many different codes mean something.</param>
    public static PackedCodes Read(ModelReader reader, int count, int bits, int valid)
    {
        if (LengthOf(count, bits) > reader.Remaining)
        {
            throw reader.Error($"{LengthOf(count, bits)} bytes of {bits}-bit weights", $"{reader.Remaining} bytes left");
        }

        var codes = new PackedCodes(count, bits);
        reader.ReadBytes(codes._bytes.AsSpan(0, codes._length), "weights");
        var used = (int)((long)count * bits % 8);
        if (used != 0 && codes._bytes[codes._length - 1] >> used != 0)
        {
            throw reader.Error("unused bits of 0 after the weights", $"{codes._bytes[codes._length - 1]:x2}");
        }

        return valid == 1 << bits || codes.FirstBeyond(count, valid) is not (>= 0 and var bad)
            ? codes
            : throw reader.Error($"codes of weights in [0, {valid - 1}]", $"{codes[bad]} at index {bad}");
    }

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public long SizeInBytes => _length;

    public void Write(ModelWriter writer) => writer.WriteBytes(_bytes.AsSpan(0, _length));

    /// <summary>Writes codes once, in place of zeros.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void Pack(int first, ReadOnlySpan<byte> codes)
    {
        var position = (long)first * _bits;
        foreach (var code in codes)
        {
            var place = _bytes.AsSpan((int)(position / 8), sizeof(ushort));
            var shifted = code << (int)(position % 8);
            BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(place) | shifted));
            position += _bits;
        }
    }

    /// <summary>Reads codes, one a byte.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void Unpack(int first, Span<byte> codes)
    {
        var position = (long)first * _bits;
        var i = 0;
        for (; i <= codes.Length - WordSize; i += WordSize, position += WordSize * _bits)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan((int)(position / 8))) >> (int)(position % 8);
            BinaryPrimitives.WriteUInt64LittleEndian(codes[i..], Spread(word));
        }

        for (; i < codes.Length; i++, position += _bits)
        {
            codes[i] = CodeAt(position);
        }
    }

    private byte this[int index] => CodeAt((long)index * _bits);

    /// <summary>Bytes that so many codes take.</summary>
    public static long LengthOf(int count, int bits) => (((long)count * bits) + 7) / 8;

    /// <summary>The lowest 8 codes of a word, one a byte: the word's halves move apart, then the halves of each half, then single codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Spread(ulong word)
    {
        var (four, two, one) = ((1ul << (4 * _bits)) - 1, ((1ul << (2 * _bits)) - 1) * 0x1_0000_0001, ((1ul << _bits) - 1) * 0x1_0001_0001_0001);
        word = (word & four) | (((word >> (4 * _bits)) & four) << 32);
        word = (word & two) | (((word >> (2 * _bits)) & two) << 16);
        return (word & one) | (((word >> _bits) & one) << 8);
    }

    private byte CodeAt(long position) => (byte)(
        (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan((int)(position / 8))) >> (int)(position % 8)) & ((1 << _bits) - 1));

    private int FirstBeyond(int count, int valid)
    {
        Span<byte> codes = stackalloc byte[512];
        for (var first = 0; first < count; first += codes.Length)
        {
            var part = codes[..Math.Min(codes.Length, count - first)];
            Unpack(first, part);
            if (part.IndexOfAnyInRange((byte)valid, byte.MaxValue) is >= 0 and var bad)
            {
                return first + bad;
            }
        }

        return -1;
    }
}
