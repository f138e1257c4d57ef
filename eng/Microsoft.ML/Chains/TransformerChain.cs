using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: Microsoft.ML.LoadableClass(
    typeof(TransformerChain<Microsoft.ML.ITransformer>),
    typeof(TransformerChain),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Transformer chain",
    TransformerChain.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>How a transformer chain stands in a model file.</summary>
internal static class TransformerChain
{
    internal const string LoaderSignature = "TransformerChain";

    internal static VersionInfo VersionInfo { get; } = ComponentVersion.First("XF CHAIN", LoaderSignature);

    internal static TransformerChain<ITransformer> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo);
        var count = CountReader.Read(ctx.Reader, sizeof(int));
        var transformers = new ITransformer[count];
        var scopes = new TransformerScope[count];
        for (var index = 0; index < count; index++)
        {
            scopes[index] = (TransformerScope)ctx.Reader.ReadInt32();
            transformers[index] = ctx.LoadModel<ITransformer>(env, DirectoryOf(index));
        }
        return new TransformerChain<ITransformer>(transformers, scopes);
    }

    internal static string DirectoryOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Transform_{index:000}");
}
