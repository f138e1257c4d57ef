namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>What a text takes from characters to probabilities.</summary>
/// <param name="Median">Milliseconds that half of the predictions exceed.</param>
/// <param name="Mean">Milliseconds of a pass over all texts, the median of the passes, a text.</param>
/// <param name="Best">The same of the best pass.</param>
/// <param name="TokenizerShare">The tokenizer's share of the mean.</param>
/// <param name="BytesAllocated">Managed memory a prediction.</param>
internal readonly record struct TextLatency(double Median, double Mean, double Best, double TokenizerShare, double BytesAllocated);
