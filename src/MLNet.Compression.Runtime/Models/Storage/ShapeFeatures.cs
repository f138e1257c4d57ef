namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>What only some shapes have, and a reader has to know.</summary>
internal static class ShapeFeatures
{
    /// <summary>Layers share their attention with other layers than their feed-forward networks.</summary>
    public const string SharedHalves = "shared-halves";

    /// <summary>There are no layers.</summary>
    public const string Static = "static";

    /// <summary>All names.</summary>
    public static string[] All { get; } = [SharedHalves, Static];

    /// <summary>The names of those that a model has.</summary>
    public static IEnumerable<string> Of(BertShape shape) => HasSharedHalves(shape) ? [SharedHalves] : shape.IsStatic ? [Static] : [];

    /// <summary>Whether one number a layer can't say whose weights it uses.</summary>
    public static bool HasSharedHalves(BertShape shape)
    {
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            if (shape.AttentionSource(i) != shape.FeedForwardSource(i))
            {
                return true;
            }
        }

        return false;
    }
}
