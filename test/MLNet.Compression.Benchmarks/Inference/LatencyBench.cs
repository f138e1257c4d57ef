using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Times one model in several forms, and other engines with their files of it, in turns.</summary>
internal sealed class LatencyBench : IDisposable
{
    private readonly IReadOnlyList<IScorer> _scorers;
    private readonly ModelPreset _preset;
    private readonly Turns _turns;

    public LatencyBench(ModelPreset preset, IEnumerable<ModelForm> forms, IEnumerable<OnnxFile> graphs, int threads, Turns turns)
    {
        (_preset, _turns) = (preset, turns);
        _scorers =
        [
            .. graphs.Select(graph => new OnnxScorer(graph, threads)),
            .. forms.Select(form => new ManagedScorer(form, new RandomModel(preset, form).Create(), threads)),
        ];
    }

    /// <summary>A row for each scorer.</summary>
    public IReadOnlyList<LatencyRow> Measure(IReadOnlyList<BatchShape> batches)
    {
        var times = batches.Select(Measure).ToArray();
        return [.. _scorers.Select((scorer, i) => new LatencyRow(
            scorer,
            [.. times.Select((time, batch) => new Latency(time[i].Median / batches[batch].Texts, time[i].Best / batches[batch].Texts))],
            Peer(scorer) is { } peer ? [.. times.Select(time => new PeerRatio(time.Ratio(i, peer), time[peer].Best / time[i].Best))] : null))];
    }

    public void Dispose()
    {
        foreach (var scorer in _scorers)
        {
            scorer.Dispose();
        }
    }

    private TurnTimes Measure(BatchShape shape)
    {
        var random = new Random(1);
        int[] ids = [.. Enumerable.Range(0, shape.Texts * shape.Tokens).Select(_ => random.Next(_preset.Shape.VocabularySize))];
        return _turns.Measure($"{_preset.Name}, {shape}", [.. _scorers.Select(scorer => scorer.Prepare(ids, shape))]);
    }

    private int? Peer(IScorer scorer)
    {
        var peers = _scorers.Index().Where(other => other.Item is OnnxScorer && other.Item.IsInt8 == scorer.IsInt8);
        return scorer is OnnxScorer ? null : peers.Select(peer => (int?)peer.Index).FirstOrDefault();
    }
}
