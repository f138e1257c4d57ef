using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>The hidden features of a model, valued by the rows and columns of the layers' matrices that write and read them; those that are removed are left out of every layer norm.</summary>
/// <param name="model">The model.</param>
internal sealed class HiddenUnits(TextModel model) : UnitGroup("hidden features", layer: 0, PartsOf(model))
{
    /// <inheritdoc/>
    public override IReadOnlyList<UnitPart> ActingParts => Parts;

    /// <inheritdoc/>
    public override bool[] Kept => model.KeptHidden is { } kept ? [.. kept.Flags] : [.. Enumerable.Repeat(true, Count)];

    /// <inheritdoc/>
    public override void Attach()
    {
    }

    /// <inheritdoc/>
    public override void Renew(ReadOnlySpan<bool> kept) => model.KeptHidden = kept.Contains(false) ? new KeptFeatures(kept) : null;

    /// <summary>What writes or reads a feature that no norm gives has no gradient.</summary>
    public override void MaskGradients()
    {
    }

    /// <summary>Nothing reads a removed feature, so that its weights may be anything.</summary>
    public override void MaskWeights()
    {
    }

    /// <summary>Features stay left out until they are cut out.</summary>
    public override void Detach()
    {
    }

    private static UnitPart[] PartsOf(TextModel model) =>
    [
        .. model.Encoder.Attentions.Where(attention => attention.Heads > 0).SelectMany(attention => PartsOf(attention.QueryKeyValue, attention.Output)),
        .. model.Encoder.FeedForwards.Where(feedForward => feedForward.Output.Weight.Columns > 0).SelectMany(feedForward => PartsOf(feedForward.Intermediate, feedForward.Output)),
    ];

    private static UnitPart[] PartsOf(Linear reading, Linear writing) =>
        [UnitPart.Columns(reading.Weight, 1), UnitPart.Rows(writing.Weight, 1, writing.Weight.Rows)];
}
