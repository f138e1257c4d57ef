using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>The attention layouts of one batch, each made once.</summary>
internal sealed class AttentionLayouts(TokenBatch batch)
{
    private readonly Dictionary<int, AttentionLayout> _layouts = [];

    /// <summary>The layout of a layer with so many heads.</summary>
    public AttentionLayout Of(int heads) =>
        _layouts.TryGetValue(heads, out var layout) ? layout : _layouts[heads] = new AttentionLayout(batch.SequenceStarts, heads);
}
