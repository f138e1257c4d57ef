using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

[assembly: LoadableClass(typeof(FloatTextModelTransformer), null, typeof(SignatureLoadModel), FloatTextModelTransformer.UserName, FloatTextModelTransformer.LoaderSignature)]

namespace MLNet.Compression;

/// <summary>A fitted text model in fp32, dense or pruned.</summary>
public sealed class FloatTextModelTransformer : TextModelTransformer
{
    internal const string UserName = "MLNet.Compression text classifier";
    internal const string LoaderSignature = "MLNetCompressionText";

    private static readonly LoadableComponent _component = new("MLNCTEXT", LoaderSignature, UserName);

    internal FloatTextModelTransformer(FittedParts parts)
        : base(parts)
    {
    }

    private protected override LoadableComponent Component => _component;

    internal static FloatTextModelTransformer Create(IHostEnvironment environment, ModelLoadContext context) =>
        new(FittedParts.Read(environment, context, _component));
}
