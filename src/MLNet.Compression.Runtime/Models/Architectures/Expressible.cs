namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>Refuses to write what an architecture's configuration cannot say.</summary>
internal static class Expressible
{
    /// <exception cref="NotSupportedException"><paramref name="condition"/> does not hold.</exception>
    public static void Require(bool condition, IArchitecture architecture, string needed)
    {
        if (!condition)
        {
            throw new NotSupportedException($"A Hugging Face folder of model type '{architecture.ModelType}' can only hold a model with {needed}.");
        }
    }
}
