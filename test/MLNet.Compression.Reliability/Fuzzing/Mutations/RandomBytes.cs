namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A stretch is replaced by random bytes.</summary>
internal sealed class RandomBytes : IMutation
{
    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        byte[] result = [.. bytes];
        if (result.Length > 0)
        {
            var (start, length) = Place.Stretch(result.Length, random);
            random.NextBytes(result.AsSpan(start, length));
        }

        return result;
    }
}
