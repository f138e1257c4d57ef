namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A stretch is missing.</summary>
internal sealed class Removal : IMutation
{
    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        if (bytes.Length == 0)
        {
            return [];
        }

        var (start, length) = Place.Stretch(bytes.Length, random);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }
}
