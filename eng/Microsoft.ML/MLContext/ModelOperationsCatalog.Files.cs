using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(stream);
        using var repository = new RepositoryWriter(stream, _context.TempFilePath);
        ModelSaveContext.SaveModel(repository, new LoaderWithModel<TSource>(loader, model ?? new TransformerChain<ITransformer>()), null);
    }

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, string filePath)
    {
        using var stream = Create(filePath);
        Save(model, loader, stream);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        using var repository = new RepositoryWriter(stream, _context.TempFilePath);
        ModelSaveContext.SaveModel(repository, model, ModelDirectories.Model);
        if (inputSchema is not null)
            InputSchemaEntry.Write(repository, inputSchema);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        using var stream = Create(filePath);
        Save(model, inputSchema, stream);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var repository = new RepositoryReader(stream, _context.TempFilePath);
        inputSchema = InputSchemaEntry.ReadOrNull(repository);
        if (ModelLoadContext.LoadModelOrNull<ICanSaveModel>(_context, repository, null) is ILoaderWithModel both)
        {
            inputSchema = both.LoaderSchema;
            return both.Model;
        }
        return ModelLoadContext.LoadModelOrNull<ITransformer>(_context, repository, ModelDirectories.Model) ?? throw NoModel();
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        using var stream = Open(filePath);
        return Load(stream, out inputSchema);
    }

    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var repository = new RepositoryReader(stream, _context.TempFilePath);
        var both = ModelLoadContext.LoadModelOrNull<LoaderWithModel<IMultiStreamSource>>(_context, repository, null)
            ?? throw new FormatException("The model file has no data loader: it was saved with an input schema, or with neither.");
        loader = both.Loader;
        return both.Model;
    }

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        using var stream = Open(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    // The file is there before the model is written, so a Save that throws leaves a truncated one, as ML.NET does.
    private static FileStream Create(string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        return File.Create(filePath);
    }

    private static FileStream Open(string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        return File.OpenRead(filePath);
    }

    private static FormatException NoModel() => new("Could not load legacy format model: the file has no model of a known layout.");
}
