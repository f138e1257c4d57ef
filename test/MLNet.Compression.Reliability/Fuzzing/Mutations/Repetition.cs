namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A stretch comes many times over.</summary>
internal sealed class Repetition : IMutation
{
    private const int MostBytes = 1 << 16;

    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        if (bytes.Length == 0)
        {
            return [];
        }

        var (start, length) = Place.Stretch(bytes.Length, random);
        var times = 1 + random.Next(random.Next(4) == 0 ? Math.Max(1, MostBytes / length) : 4);
        return [.. bytes[..start], .. Enumerable.Repeat(bytes[start..(start + length)], times).SelectMany(piece => piece), .. bytes[start..]];
    }
}
