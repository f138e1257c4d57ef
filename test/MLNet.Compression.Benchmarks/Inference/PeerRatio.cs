namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>How many times as fast as another engine.</summary>
/// <param name="Median">The median of the rounds' ratios.</param>
/// <param name="Best">Of the best calls of both: what is left on a busy machine, where medians tell of its other work.</param>
internal readonly record struct PeerRatio(double Median, double Best);
