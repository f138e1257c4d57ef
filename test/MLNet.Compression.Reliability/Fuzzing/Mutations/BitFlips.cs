namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>One to eight bits turn over.</summary>
internal sealed class BitFlips : IMutation
{
    private const int Most = 8;

    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        byte[] result = [.. bytes];
        for (var flips = random.Next(Most); flips >= 0 && result.Length > 0; flips--)
        {
            result[Place.In(result.Length, random)] ^= (byte)(1 << random.Next(8));
        }

        return result;
    }
}
