namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>A reason for which tokenizers differ.</summary>
/// <param name="Kind">The character, or another reason.</param>
/// <param name="Texts">Texts that show it.</param>
/// <param name="Example">The first of them.</param>
internal sealed record TokenDifference(string Kind, int Texts, string Example);
