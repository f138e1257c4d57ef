namespace Microsoft.ML.Data;

internal sealed class LoaderWithModel<TSource> : ICanSaveModel, ILoaderWithModel
{
    public LoaderWithModel(IDataLoader<TSource> loader, ITransformer model)
    {
        Loader = loader;
        Model = model;
    }

    public IDataLoader<TSource> Loader { get; }

    public ITransformer Model { get; }

    public DataViewSchema LoaderSchema => Loader.GetOutputSchema();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(LoaderWithModel.VersionInfo);
        ctx.SaveModel(Loader, ModelDirectories.Loader);
        ctx.SaveModel(Model, ModelDirectories.Model);
    }
}
