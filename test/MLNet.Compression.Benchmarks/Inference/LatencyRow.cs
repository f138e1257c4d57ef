using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>What one scorer took.</summary>
/// <param name="Scorer">Which.</param>
/// <param name="Times">Of each batch, milliseconds a text.</param>
/// <param name="TimesPeer">Of each batch, how many times as fast it was as the other engine with weights of the same kind; null without one.</param>
internal sealed record LatencyRow(IScorer Scorer, IReadOnlyList<Latency> Times, IReadOnlyList<PeerRatio>? TimesPeer);
