namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>The end is missing.</summary>
internal sealed class Truncation : IMutation
{
    public bool Suits(PartKind kind) => true;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random) => bytes.Length == 0 ? [] : bytes[..random.Next(bytes.Length)];
}
