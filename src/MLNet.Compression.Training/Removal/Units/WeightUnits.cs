using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Units that are nothing but weights: blocks of a matrix, heads, neurons. A mask on each matrix leaves them out.</summary>
internal sealed class WeightUnits : UnitGroup
{
    private readonly BlockMask[] _masks;

    /// <inheritdoc cref="UnitGroup(string, int, IReadOnlyList{UnitPart})"/>
    public WeightUnits(string name, int layer, params IReadOnlyList<UnitPart> parts)
        : base(name, layer, parts) => _masks = [.. parts.Select(part => new BlockMask(part.Grid))];

    /// <inheritdoc/>
    public override bool[] Kept
    {
        get
        {
            var kept = new bool[Count];
            for (var block = 0; block < Parts[0].UnitOf.Length; block++)
            {
                kept[Parts[0].UnitOf[block]] = _masks[0].Kept[block];
            }

            return kept;
        }
    }

    /// <inheritdoc/>
    public override void Attach() => ForEach((part, mask) => part.Weight.Add(mask));

    /// <inheritdoc/>
    public override void Renew(ReadOnlySpan<bool> kept)
    {
        for (var i = 0; i < _masks.Length; i++)
        {
            var blocks = new bool[Parts[i].UnitOf.Length];
            for (var block = 0; block < blocks.Length; block++)
            {
                blocks[block] = kept[Parts[i].UnitOf[block]];
            }

            _masks[i].Renew(blocks);
        }
    }

    /// <inheritdoc/>
    public override void MaskGradients() => ForEach((part, mask) =>
    {
        if (part.Weight.HasGradient)
        {
            mask.Multiply(part.Weight.Gradient);
        }
    });

    /// <inheritdoc/>
    public override void MaskWeights() => ForEach((part, mask) => mask.Multiply(part.Weight.Value));

    /// <inheritdoc/>
    public override void Detach() => ForEach((part, mask) => part.Weight.Remove(mask));

    private void ForEach(Action<UnitPart, BlockMask> act)
    {
        for (var i = 0; i < _masks.Length; i++)
        {
            act(Parts[i], _masks[i]);
        }
    }
}
