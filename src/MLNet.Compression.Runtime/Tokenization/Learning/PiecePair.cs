namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Two neighbouring pieces of a word.</summary>
internal readonly record struct PiecePair(int Left, int Right);
