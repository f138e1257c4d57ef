namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>How biases and layer norms are stored, where that is not in fp32.</summary>
internal static class VectorFeatures
{
    /// <summary>All in fp16.</summary>
    public const string Half = "fp16-vectors";

    /// <summary>All names.</summary>
    public static string[] All { get; } = [Half];

    /// <summary>The names of those that a model has.</summary>
    public static IEnumerable<string> Of(CompressedModel model) => model.HasHalfVectors ? All : [];
}
