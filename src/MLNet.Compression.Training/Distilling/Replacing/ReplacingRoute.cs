using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Distilling.Replacing;

/// <summary>A student's layers and a teacher's in the same places.</summary>
internal sealed class ReplacingRoute : LayerRoute
{
    /// <summary>Tells the coins from what else the seed decides.</summary>
    private const ulong Purpose = 0x54686573657573;

    private readonly ModuleReplacing _replacing;
    private readonly TextModel _predecessor;
    private readonly (BertLayer Successor, LayerGroup Predecessor)[] _places;

    /// <param name="replacing">Which of them, and when.</param>
    /// <param name="successor">The student.</param>
    /// <param name="predecessor">The teacher: equally wide, and of as many layers or more.</param>
    public ReplacingRoute(ModuleReplacing replacing, TextModel successor, TextModel predecessor)
    {
        (_replacing, _predecessor) = (replacing, predecessor);
        var (own, others) = (successor.Encoder.Layers, predecessor.Encoder.Layers);
        int[] ends = [.. LayerMap.Uniform.Resolve(own.Count, others.Count).Select(pair => pair.Teacher + 1)];
        _places = [.. own.Select((layer, place) => (layer, new LayerGroup([.. others.Take(ends[place]).Skip(place == 0 ? 0 : ends[place - 1])])))];
    }

    public override string Fingerprint => ModelDescription.Of(_predecessor);

    public override IEnumerable<Parameter> Borrowed => _predecessor.Encoder.Parameters;

    public override IReadOnlyList<EncoderModule?> At(StepPosition position, ulong seed)
    {
        var coins = new SeededRandom(SeededRandom.Combine(SeededRandom.Combine(seed, Purpose), (ulong)position.Step), stream: 0);
        var rate = _replacing.Rate.At(position);
        return [.. _places.Select(place => _replacing.Choose(place.Successor, place.Predecessor, rate, coins))];
    }
}
