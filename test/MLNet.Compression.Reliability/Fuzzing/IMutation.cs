namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>One way to damage bytes.</summary>
internal interface IMutation
{
    bool Suits(PartKind kind);

    /// <summary>A damaged copy.</summary>
    /// <param name="bytes">What is damaged; may be empty.</param>
    /// <param name="donor">Bytes of another part of the same format.</param>
    /// <param name="random">All choices come from here.</param>
    byte[] Apply(byte[] bytes, byte[] donor, Random random);
}
