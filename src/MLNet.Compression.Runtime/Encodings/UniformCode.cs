using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Integers of b bits, 2 to 8: −2^(b−1) to 2^(b−1) − 1, or 0 to 2^b − 1.</summary>
internal sealed class UniformCode : IntegerCode
{
    private const int LeastBits = 2;
    private const int MostBits = 8;
    private readonly bool _signed;

    public UniformCode(int bits, bool signed)
        : base(bits, signed ? -(1 << (bits - 1)) : 0, stride: 1, 1 << bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        _signed = signed;
    }

    public static ValueEncoding StoredAs { get; } = new(3, "integers", (reader, pattern) => IntegerRows.Read(reader, pattern, ReadHeader(reader)));

    public override ValueEncoding Encoding => StoredAs;

    public override int HeaderSizeInBytes => 2 * sizeof(int);

    public override void WriteHeader(ModelWriter writer)
    {
        writer.WriteInt32(Bits);
        writer.WriteInt32(_signed ? 1 : 0);
    }

    /// <summary>Reads what <see cref="WriteHeader"/> wrote.</summary>
    public static UniformCode ReadHeader(ModelReader reader)
    {
        var bits = reader.ReadInt32("the bits of an integer", LeastBits, MostBits);
        return new UniformCode(bits, reader.ReadFlag("whether integers are signed"));
    }
}
