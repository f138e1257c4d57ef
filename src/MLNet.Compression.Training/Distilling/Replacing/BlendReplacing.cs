using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Distilling.Replacing;

/// <summary>Both modules, with weights that change.</summary>
internal sealed record BlendReplacing : ModuleReplacing
{
    public BlendReplacing(Schedule rate)
        : base(rate)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Describe($"blends in layers by {Rate}");

    internal override EncoderModule? Choose(BertLayer successor, LayerGroup predecessor, double rate, SeededRandom coins) => rate switch
    {
        1 => null,
        0 => predecessor,
        _ => new BlendedModule(new LayerGroup(successor), predecessor, rate),
    };
}
