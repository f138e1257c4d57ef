namespace MLNet.Compression.Runtime.Encodings;

/// <summary>−1, 0 and 1 in two bits.</summary>
internal sealed class TernaryCode() : IntegerCode(bits: 2, lowest: -1, stride: 1, count: 3)
{
    public static TernaryCode Instance { get; } = new();

    public static ValueEncoding StoredAs { get; } = new(4, "ternary", (reader, pattern) => IntegerRows.Read(reader, pattern, Instance));

    public override ValueEncoding Encoding => StoredAs;
}
