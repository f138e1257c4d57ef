using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Units valued by lot, so that every choice of as many units is as likely (ETD-Rand, Chen et al. 2021).</summary>
internal static class RandomScores
{
    private const ulong Stream = 0x3E7D5EED;

    /// <param name="shape">The model whose units are valued.</param>
    /// <param name="isProjected">Whether embeddings and layers have features of their own, in the model or in what is made of it.</param>
    /// <param name="seed">The run's seed.</param>
    public static UnitScores Of(BertShape shape, bool isProjected, ulong seed)
    {
        var lots = SeededRandom.Combine(seed, Stream);
        var embedding = Draw(lots, 0, shape.EmbeddingSize);
        var hidden = isProjected ? Draw(lots, 1, shape.HiddenSize) : embedding;
        return new UnitScores(embedding, hidden, [.. shape.Layers.Select((layer, i) => Of(layer, SeededRandom.Combine(lots, (ulong)shape.AttentionSource(i)), SeededRandom.Combine(lots, (ulong)shape.FeedForwardSource(i))))]);
    }

    private static LayerUnitScores Of(LayerShape shape, ulong attention, ulong feedForward) => new(
        Draw(attention, 0, shape.Heads), Draw(attention, 1, shape.AttentionSize), Draw(attention, 2, shape.AttentionSize), Draw(feedForward, 3, shape.FeedForwardSize));

    private static double[] Draw(ulong lots, ulong stream, int count)
    {
        var random = new SeededRandom(lots, stream);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
