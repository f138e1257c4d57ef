namespace MLNet.Compression.Training.Augmentation;

/// <summary>One text, or one pair of texts.</summary>
/// <param name="Text">The text, or a pair's first.</param>
/// <param name="Pair">A pair's second text; null for a single text.</param>
internal readonly record struct TextVariant(string Text, string? Pair);
