using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Scoring;

/// <summary>The text or texts of a row.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pair">The text that goes with it; empty for a model of single texts.</param>
internal readonly record struct TextPair(ReadOnlyMemory<char> Text, ReadOnlyMemory<char> Pair)
{
    /// <summary>The words of the text where they came as such; null where white space parts them.</summary>
    public WordSpan[]? Words { get; init; }
}
