namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>What a text takes.</summary>
/// <param name="Name">Which engine or weights.</param>
/// <param name="Median">Milliseconds that half of the predictions exceed.</param>
/// <param name="Mean">Milliseconds of a pass over all texts, the median of the rounds, a text.</param>
/// <param name="Best">The same of the best pass.</param>
/// <param name="TokenizerShare">The tokenizer's share of the mean; null for engines that get token ids.</param>
/// <param name="BytesAllocated">Managed memory a prediction.</param>
/// <param name="TimesPeer">How many times as fast it was as the other engine with weights of the same kind; null without one.</param>
internal sealed record TextLatency(string Name, double Median, double Mean, double Best, double? TokenizerShare, double BytesAllocated, double? TimesPeer);
