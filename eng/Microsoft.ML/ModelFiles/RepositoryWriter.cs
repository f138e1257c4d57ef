using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>Writes the named streams of a model file into a zip archive.</summary>
internal sealed class RepositoryWriter : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _temporaryFolder;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public RepositoryWriter(Stream stream, string temporaryFolder)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        _temporaryFolder = temporaryFolder;
    }

    /// <summary>A seekable stream; it goes into the archive when the entry is disposed.</summary>
    public RepositoryEntry CreateEntry(string directory, string name)
    {
        var path = RepositoryPath.Combine(directory, name);
        if (!_names.Add(path))
            throw new InvalidOperationException($"The model file has an entry '{path}' already.");
        return new RepositoryEntry(TemporaryStream.Create(_temporaryFolder), content => Store(path, content));
    }

    public void Dispose() => _archive.Dispose();

    private void Store(string path, Stream content)
    {
        content.Position = 0;
        using var target = _archive.CreateEntry(path, CompressionLevel.Fastest).Open();
        content.CopyTo(target);
    }
}
