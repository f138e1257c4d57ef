using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>The layers of a model; those that are removed are passed by.</summary>
/// <param name="model">The model.</param>
internal sealed class LayerUnits(TextModel model) : UnitGroup("layers", layer: 0, PartsOf(model))
{
    /// <inheritdoc/>
    public override IReadOnlyList<UnitPart> ActingParts => Parts;

    /// <inheritdoc/>
    public override bool[] Kept => [.. Enumerable.Range(0, Count).Select(layer => !model.Encoder.SkippedLayers.Contains(layer))];

    /// <inheritdoc/>
    public override void Attach()
    {
    }

    /// <inheritdoc/>
    public override void Renew(ReadOnlySpan<bool> kept)
    {
        var flags = kept.ToArray();
        model.Encoder.SkippedLayers = [.. Enumerable.Range(0, Count).Where(layer => !flags[layer])];
    }

    /// <summary>Nothing reads a removed layer, so it has no gradient.</summary>
    public override void MaskGradients()
    {
    }

    /// <summary>Nothing reads a removed layer, so that its weights may be anything.</summary>
    public override void MaskWeights()
    {
    }

    /// <summary>Layers stay passed by until they are cut out.</summary>
    public override void Detach()
    {
    }

    private static UnitPart[] PartsOf(TextModel model) =>
    [
        .. model.Encoder.Layers.SelectMany((layer, index) => layer.Matrices.Where(matrix => matrix.Weight.Count > 0).Select(matrix => UnitPart.Whole(matrix.Weight, index))),
    ];
}
