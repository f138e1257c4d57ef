using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Codes of 1 to 16 bits: the lower eight of all of them, then the others.</summary>
internal sealed class ProductCodes
{
    private const int BitsOfByte = 8;
    private readonly PackedCodes _low;
    private readonly PackedCodes? _high;

    /// <param name="codes">The codes.</param>
    /// <param name="bits">Bits of a code.</param>
    public ProductCodes(ReadOnlySpan<ushort> codes, int bits)
        : this(new PackedCodes(codes.Length, Math.Min(bits, BitsOfByte)), bits > BitsOfByte ? new PackedCodes(codes.Length, bits - BitsOfByte) : null)
    {
        var part = new byte[codes.Length];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = (byte)codes[i];
        }

        _low.Pack(0, part);
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = (byte)(codes[i] >> BitsOfByte);
        }

        _high?.Pack(0, part);
    }

    private ProductCodes(PackedCodes low, PackedCodes? high) => (_low, _high) = (low, high);

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public long SizeInBytes => _low.SizeInBytes + (_high?.SizeInBytes ?? 0);

    /// <param name="reader">At the codes.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="bits">Bits of a code.</param>
    /// <param name="valid">How many different codes mean something.</param>
    public static ProductCodes Read(ModelReader reader, int count, int bits, int valid)
    {
        if (bits <= BitsOfByte)
        {
            return new ProductCodes(PackedCodes.Read(reader, count, bits, valid), null);
        }

        var low = PackedCodes.Read(reader, count, BitsOfByte, 1 << BitsOfByte);
        var high = PackedCodes.Read(reader, count, bits - BitsOfByte, ((valid - 1) >> BitsOfByte) + 1);
        var codes = new ProductCodes(low, high);
        return codes.FirstBeyond(count, valid) is not (>= 0 and var bad)
            ? codes
            : throw reader.Error($"codes of vectors in [0, {valid - 1}]", $"a larger one at index {bad}");
    }

    public void Write(ModelWriter writer)
    {
        _low.Write(writer);
        _high?.Write(writer);
    }

    /// <summary>Reads codes.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="codes">Receives them.</param>
    /// <param name="scratch">Room for as many bytes.</param>
    public void Unpack(int first, Span<ushort> codes, Span<byte> scratch)
    {
        _low.Unpack(first, scratch);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = scratch[i];
        }

        if (_high is null)
        {
            return;
        }

        _high.Unpack(first, scratch);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] |= (ushort)(scratch[i] << BitsOfByte);
        }
    }

    private int FirstBeyond(int count, int valid)
    {
        Span<ushort> codes = stackalloc ushort[256];
        Span<byte> scratch = stackalloc byte[codes.Length];
        for (var first = 0; first < count; first += codes.Length)
        {
            var part = codes[..Math.Min(codes.Length, count - first)];
            Unpack(first, part, scratch[..part.Length]);
            if (part.IndexOfAnyInRange((ushort)valid, ushort.MaxValue) is >= 0 and var bad)
            {
                return first + bad;
            }
        }

        return -1;
    }
}
