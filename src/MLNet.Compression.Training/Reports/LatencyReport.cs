namespace MLNet.Compression;

/// <summary>How long one text takes on one thread, tokens in, probabilities out.</summary>
/// <param name="Tokens">Tokens of the text, special ones included.</param>
/// <param name="Milliseconds">The median time.</param>
public sealed record LatencyReport(int Tokens, double Milliseconds);
