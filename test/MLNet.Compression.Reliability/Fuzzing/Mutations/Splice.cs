namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A stretch of another part goes between the bytes, or takes the place of as many.</summary>
internal sealed class Splice : IMutation
{
    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        if (donor.Length == 0)
        {
            return bytes;
        }

        var (from, length) = Place.Stretch(donor.Length, random);
        var at = bytes.Length == 0 ? 0 : Place.In(bytes.Length, random);
        var replaced = random.Next(2) == 0 ? 0 : Math.Min(length, bytes.Length - at);
        return [.. bytes[..at], .. donor[from..(from + length)], .. bytes[(at + replaced)..]];
    }
}
