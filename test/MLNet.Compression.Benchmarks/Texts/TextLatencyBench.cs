using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Times engines on texts, one text at a time, in turns.</summary>
/// <param name="engines">The project's own and others.</param>
/// <param name="texts">How many texts a pass has.</param>
/// <param name="turns">The rounds.</param>
internal sealed class TextLatencyBench(IReadOnlyList<ITextEngine> engines, int texts, Turns turns)
{
    public IReadOnlyList<TextLatency> Measure()
    {
        ITextEngine[] own = [.. engines.Where(engine => engine.Tokenizing is not null)];
        var times = turns.Measure("one text at a time", [.. engines.Select(engine => new Action(engine.Scoring.Run)), .. own.Select(engine => new Action(engine.Tokenizing!.Run))]);
        return [.. engines.Select((engine, i) => new TextLatency(
            engine.Name,
            engine.Scoring.Median,
            times[i].Median / texts,
            times[i].Best / texts,
            engine.Tokenizing is null ? null : times.Ratio(i, engines.Count + Array.IndexOf(own, engine)),
            AllocatedBy(engine) / texts,
            Peer(engine) is { } peer ? times.Ratio(i, peer) : null))];
    }

    private static double AllocatedBy(ITextEngine engine)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        engine.Scoring.Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private int? Peer(ITextEngine engine) => engine.Tokenizing is null
        ? null
        : engines.Index().Where(other => other.Item.Tokenizing is null && other.Item.IsInt8 == engine.IsInt8).Select(other => (int?)other.Index).FirstOrDefault();
}
