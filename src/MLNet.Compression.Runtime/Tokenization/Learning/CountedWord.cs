namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>A normalised word and how often it occurs.</summary>
internal readonly record struct CountedWord(string Text, long Count);
