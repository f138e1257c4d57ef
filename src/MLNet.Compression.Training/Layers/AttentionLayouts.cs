using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.Layers;

/// <summary>The attention layouts of one batch, each made once.</summary>
/// <param name="batch">The sequences.</param>
/// <param name="reach">Which tokens of its sequence a token looks at.</param>
internal sealed class AttentionLayouts(TokenBatch batch, AttentionReach reach = AttentionReach.All)
{
    private readonly Dictionary<int, AttentionLayout> _layouts = [];

    /// <summary>The layouts of all layers; of a static model one of no heads, which says where the sequences are.</summary>
    public AttentionLayout[] OfLayers(BertShape shape) => shape.IsStatic ? [Of(heads: 0)] : [.. shape.Layers.Select(layer => Of(layer.Heads))];

    /// <summary>The layout of a layer with so many heads.</summary>
    public AttentionLayout Of(int heads) =>
        _layouts.TryGetValue(heads, out var layout) ? layout : _layouts[heads] = new AttentionLayout(batch.SequenceStarts, heads, reach);
}
