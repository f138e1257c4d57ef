using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

[assembly: LoadableClass(typeof(FullPrecisionTransformer), null, typeof(SignatureLoadModel), FullPrecisionTransformer.UserName, FullPrecisionTransformer.LoaderSignature)]

namespace MLNet.Compression;

/// <summary>A fitted text model in fp32, dense or pruned.</summary>
public sealed class FullPrecisionTransformer : TextModelTransformer
{
    internal const string UserName = "MLNet.Compression text classifier";
    internal const string LoaderSignature = "MLNetCompressionText";

    private static readonly LoadableComponent _component = new("MLNCTEXT", LoaderSignature, UserName);

    internal FullPrecisionTransformer(FittedParts parts)
        : base(parts)
    {
    }

    private protected override LoadableComponent Component => _component;

    internal static FullPrecisionTransformer Create(IHostEnvironment environment, ModelLoadContext context) =>
        new(FittedParts.Read(environment, context, _component));
}
