using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Times models in turns, on the same made-up texts.</summary>
/// <param name="name">What is measured.</param>
/// <param name="pieces">The least number of pieces that a model has.</param>
/// <param name="scorers">Other engines and ours; the bench disposes them.</param>
/// <param name="compares">Whether one of ours is compared with another engine's.</param>
/// <param name="turns">How often, and how long.</param>
internal sealed class LatencyBench(string name, int pieces, IReadOnlyList<IScorer> scorers, Func<ManagedScorer, IScorer, bool> compares, Turns turns) : IDisposable
{
    /// <summary>A row for each scorer.</summary>
    public IReadOnlyList<LatencyRow> Measure(IReadOnlyList<BatchShape> batches)
    {
        var times = batches.Select(Measure).ToArray();
        return [.. scorers.Select((scorer, i) => new LatencyRow(
            scorer,
            [.. times.Select((time, batch) => new Latency(time[i].Median / batches[batch].Texts, time[i].Best / batches[batch].Texts))],
            Peer(scorer) is { } peer ? [.. times.Select(time => new PeerRatio(time.Ratio(i, peer), time[peer].Best / time[i].Best))] : null))];
    }

    public void Dispose()
    {
        foreach (var scorer in scorers)
        {
            scorer.Dispose();
        }
    }

    private TurnTimes Measure(BatchShape shape)
    {
        var random = new Random(1);
        int[] ids = [.. Enumerable.Range(0, shape.Texts * shape.Tokens).Select(_ => random.Next(pieces))];
        return turns.Measure($"{name}, {shape}", [.. scorers.Select(scorer => scorer.Prepare(ids, shape))]);
    }

    private int? Peer(IScorer scorer) => scorer is not ManagedScorer own
        ? null
        : scorers.Index().Where(other => other.Item is not ManagedScorer && compares(own, other.Item)).Select(peer => (int?)peer.Index).FirstOrDefault();
}
