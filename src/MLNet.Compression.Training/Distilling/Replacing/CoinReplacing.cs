using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Distilling.Replacing;

/// <summary>One module or the other, by a coin.</summary>
internal sealed record CoinReplacing : ModuleReplacing
{
    public CoinReplacing(Schedule rate)
        : base(rate)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Describe($"replaces layers with probability {Rate}");

    internal override EncoderModule? Choose(BertLayer successor, LayerGroup predecessor, double rate, SeededRandom coins) =>
        coins.NextDouble() < rate ? null : predecessor;
}
