using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression;

/// <summary>Makes this library known to ML.NET.</summary>
public static class MLNetCompression
{
    private static readonly LoadableComponent[] _components = [FullPrecisionTransformer.Component, QuantizationTransformer.Component];

    /// <summary>Lets <c>mlContext.Model.Load</c> read the models of this library.</summary>
    /// <param name="environment">An MLContext.</param>
    /// <remarks>
    /// ML.NET only knows the components that an MLContext was told of. Every method of this library that starts from an MLContext does so by
    /// itself; a program that only loads and predicts calls this first:
    /// <code>
    /// var ml = new MLContext();
    /// MLNetCompression.Register(ml);
    /// ITransformer model = ml.Model.Load("reviews.zip", out _);
    /// </code>
    /// Without it, Load fails with "Couldn't load model: 'TransformerChain/Transform_001'" (or another number). A further call does nothing.
    /// </remarks>
    public static void Register(IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        foreach (var component in _components)
        {
            MicrosoftMLInternals.Register(environment.ComponentCatalog, component);
        }
    }
}
