using System.Text;

namespace Microsoft.ML;

/// <summary>Where a component writes its model block and its further streams: one directory of a model file.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelStreamName = "Model.key";

    internal readonly BinaryWriter Writer;
    internal readonly RepositoryWriter Repository;
    internal readonly string Directory;

    private readonly RepositoryEntry _entry;
    private readonly ModelHeader _header = new();
    private bool _disposed;

    internal ModelSaveContext(RepositoryWriter rep, string dir, string name)
    {
        Repository = rep;
        Directory = dir;
        _entry = rep.CreateEntry(dir, name);
        Writer = new BinaryWriter(_entry.Stream, Encoding.UTF8, leaveOpen: true);
        Writer.Write(new byte[ModelHeader.Size]);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Writer.Dispose();
        _entry.Dispose();
    }

    internal static void SaveModel(RepositoryWriter repository, ICanSaveModel value, string directory)
    {
        using var context = new ModelSaveContext(repository, directory, ModelStreamName);
        value.Save(context);
        context.Done();
    }

    internal void SaveModel(ICanSaveModel value, string name) =>
        SaveModel(Repository, value, RepositoryPath.Combine(Directory, name));

    internal void CheckAtModel()
    {
        if (Writer.BaseStream.Position != ModelHeader.Size)
            throw new InvalidOperationException("The writer is not at the start of the model block.");
    }

    internal void SetVersionInfo(VersionInfo ver) => _header.SetVersion(ver);

    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        using var entry = Repository.CreateEntry(Directory, name);
        using var writer = new BinaryWriter(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(writer);
    }

    private void Done()
    {
        if (_header.ModelSignature == 0)
            throw new InvalidOperationException("ModelSignature not specified!");
        _header.ModelSize = Writer.BaseStream.Position - ModelHeader.Size;
        _header.WriteAround(Writer, 0);
    }
}
