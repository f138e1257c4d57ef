namespace MLNet.Compression.Runtime.Encodings;

/// <summary>−1 and 1 in one bit.</summary>
internal sealed class BinaryCode() : IntegerCode(bits: 1, lowest: -1, stride: 2, count: 2)
{
    public static BinaryCode Instance { get; } = new();

    public static ValueEncoding StoredAs { get; } = new(5, "binary", (reader, pattern) => IntegerRows.Read(reader, pattern, Instance));

    public override ValueEncoding Encoding => StoredAs;
}
