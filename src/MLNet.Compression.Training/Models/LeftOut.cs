using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Models;

/// <summary>What of a model is there and has no effect: hidden features and layers. Nothing is written where there is none.</summary>
/// <param name="model">The model.</param>
internal sealed class LeftOut(TextModel model) : IResumable
{
    private const string KeptHidden = "kept hidden features";
    private const string SkippedLayers = "skipped layers";

    /// <summary>Leaves out of a model of the same sizes what is left out of another.</summary>
    public static void Copy(TextModel from, TextModel to) => (to.KeptHidden, to.Encoder.SkippedLayers) = (from.KeptHidden, from.Encoder.SkippedLayers);

    public void Save(StateWriter writer)
    {
        if (model.KeptHidden is { } kept)
        {
            writer.Write(KeptHidden, kept.Flags.AsSpan());
        }

        if (!model.Encoder.SkippedLayers.IsEmpty)
        {
            writer.Write(SkippedLayers, [.. model.Encoder.SkippedLayers.Select(layer => (long)layer)]);
        }
    }

    public void Load(StateReader reader)
    {
        try
        {
            model.KeptHidden = reader.Has(KeptHidden) ? ReadKept(reader) : null;
            model.Encoder.SkippedLayers = reader.Has(SkippedLayers) ? [.. reader.ReadInt64s(SkippedLayers).Select(layer => checked((int)layer))] : [];
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw reader.Fault("", "features and layers of the model", e.Message);
        }
    }

    private KeptFeatures ReadKept(StateReader reader)
    {
        var flags = new bool[model.Shape.HiddenSize];
        reader.Read(KeptHidden, flags);
        return new KeptFeatures(flags);
    }
}
