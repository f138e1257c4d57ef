using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

namespace MLNet.Compression;

/// <summary>A fitted text model whose weights are quantised.</summary>
public sealed class QuantizationTransformer : TextModelTransformer
{
    internal QuantizationTransformer(FittedParts parts)
        : base(parts)
    {
    }

    internal static LoadableComponent Component { get; } =
        new(typeof(QuantizationTransformer), "MLNCQUAN", "MLNetCompressionQuantize", "MLNet.Compression quantised text classifier", Create);

    private protected override LoadableComponent Loader => Component;

    private static QuantizationTransformer Create(IHostEnvironment environment, object loadContext) =>
        new(FittedParts.Read(environment, loadContext, Component));
}
