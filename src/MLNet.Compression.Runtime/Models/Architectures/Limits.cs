namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>The largest sizes a configuration may name; far above any model of this class.</summary>
internal static class Limits
{
    public const int Layers = 1024;
    public const int Features = 1 << 18;
    public const int Vocabulary = 1 << 24;
    public const int Positions = 1 << 20;
    public const int TokenTypes = 1 << 10;
    public const int Labels = 1 << 20;
}
