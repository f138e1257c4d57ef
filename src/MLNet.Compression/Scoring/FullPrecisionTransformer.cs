using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

namespace MLNet.Compression;

/// <summary>A fitted text model in fp32, dense or pruned.</summary>
public sealed class FullPrecisionTransformer : TextModelTransformer
{
    internal FullPrecisionTransformer(FittedParts parts)
        : base(parts)
    {
    }

    internal static LoadableComponent Component { get; } =
        new(typeof(FullPrecisionTransformer), "MLNCTEXT", "MLNetCompressionText", "MLNet.Compression text classifier", Create);

    private protected override LoadableComponent Loader => Component;

    private static FullPrecisionTransformer Create(IHostEnvironment environment, object loadContext) =>
        new(FittedParts.Read(environment, loadContext, Component));
}
