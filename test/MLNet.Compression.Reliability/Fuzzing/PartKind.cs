namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>What the bytes of a part say, which decides the mutations that suit it.</summary>
internal enum PartKind
{
    Binary,
    Text,
    Json,
}
