using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component reads back what it wrote to its <see cref="ModelSaveContext"/>.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public readonly BinaryReader Reader;
    public readonly RepositoryReader Repository;
    public readonly string Directory;

    private readonly ModelHeader _header;

    internal ModelLoadContext(RepositoryReader rep, RepositoryEntry ent, string dir)
    {
        Repository = rep;
        Directory = dir;
        Reader = new BinaryReader(ent.Stream, Encoding.UTF8, leaveOpen: true);
        _header = ModelHeader.Read(Reader);
    }

    public void CheckAtModel() =>
        ModelFormat.Check(Reader.BaseStream.Position == ModelHeader.Size, "The reader is not at the start of the model block.");

    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        _header.CheckVersion(ver);
    }

    public void CheckVersionInfo(VersionInfo ver) => _header.CheckVersion(ver);

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        using var entry = Repository.OpenEntryOrNull(Directory, name);
        if (entry is null)
            return false;
        using var reader = new BinaryReader(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(reader);
        return true;
    }

    public void Dispose() => Reader.Dispose();

    /// <summary>Loads the component of a directory, or gives null where the file has none there.</summary>
    internal static TComponent LoadModelOrNull<TComponent>(IHostEnvironment environment, RepositoryReader repository, string directory)
        where TComponent : class
    {
        using var entry = repository.OpenEntryOrNull(directory, ModelSaveContext.ModelStreamName);
        if (entry is null)
            return null;
        using var context = new ModelLoadContext(repository, entry, directory);
        return context.CreateOrNull<TComponent>(environment) ?? throw new FormatException($"Couldn't load model: '{directory}'");
    }

    internal TComponent LoadModel<TComponent>(IHostEnvironment environment, string name)
        where TComponent : class =>
        LoadModelOrNull<TComponent>(environment, Repository, RepositoryPath.Combine(Directory, name)) ?? throw new FormatException("Corrupt model file");

    private TComponent CreateOrNull<TComponent>(IHostEnvironment environment)
        where TComponent : class
    {
        if (_header.LoaderAssemblyName.Length > 0)
            environment.ComponentCatalog.RegisterAssembly(Assembly.Load(_header.LoaderAssemblyName));
        foreach (var name in new[] { _header.LoaderSignature, _header.LoaderSignatureAlt })
        {
            if (string.IsNullOrWhiteSpace(name))
                continue;
            var info = environment.ComponentCatalog.GetLoadableClassInfo(name, typeof(SignatureLoadModel));
            if (info?.CreateInstance(environment, [this]) is not TComponent component)
                continue;
            ModelFormat.Check(Reader.BaseStream.Position == ModelHeader.Size + _header.ModelSize, $"The component '{name}' did not read all of its model block.");
            return component;
        }
        return null;
    }
}
