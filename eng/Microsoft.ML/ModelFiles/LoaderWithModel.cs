using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: Microsoft.ML.LoadableClass(
    typeof(LoaderWithModel<IMultiStreamSource>),
    typeof(LoaderWithModel),
    null,
    typeof(Microsoft.ML.SignatureLoadModel),
    "Composite Loader",
    LoaderWithModel.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>How a model and its loader stand in a file: under the root, in a directory each.</summary>
internal static class LoaderWithModel
{
    internal const string LoaderSignature = "CompositeLoader";

    internal static VersionInfo VersionInfo { get; } = ComponentVersion.First("CMPSTLDR", LoaderSignature);

    internal static LoaderWithModel<IMultiStreamSource> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo);
        var loader = ctx.LoadModel<IDataLoader<IMultiStreamSource>>(env, ModelDirectories.Loader);
        var model = ctx.LoadModel<ITransformer>(env, ModelDirectories.Model);
        return new LoaderWithModel<IMultiStreamSource>(loader, model);
    }
}
