using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>The halves of a model's layers that have units, each once, with the first layer that uses each.</summary>
internal static class LayerHalves
{
    public static IEnumerable<(BertAttention Attention, int Layer)> Attentions(TextModel model) => model.Encoder.Layers
        .Select((layer, index) => (layer.Attention, index))
        .Where(half => half.Attention.Heads > 0)
        .DistinctBy(half => half.Attention);

    public static IEnumerable<(BertFeedForward FeedForward, int Layer)> FeedForwards(TextModel model) => model.Encoder.Layers
        .Select((layer, index) => (layer.FeedForward, index))
        .Where(half => half.FeedForward.Output.Weight.Columns > 0)
        .DistinctBy(half => half.FeedForward);
}
