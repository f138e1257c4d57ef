namespace Microsoft.ML;

/// <summary>Where the parts of a saved pipeline stand in its file.</summary>
internal static class ModelDirectories
{
    public const string Model = "TransformerChain";
    public const string Loader = "Loader";
}
