using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>Reads the named streams of a model file out of a zip archive.</summary>
internal sealed class RepositoryReader : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _temporaryFolder;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public RepositoryReader(Stream stream, string temporaryFolder)
    {
        _temporaryFolder = temporaryFolder;
        _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _archive.Entries)
            _entries[RepositoryPath.Normalize(entry.FullName)] = entry;
    }

    /// <summary>A seekable copy of the entry, or null where there is none.</summary>
    public RepositoryEntry OpenEntryOrNull(string directory, string name)
    {
        if (!_entries.TryGetValue(RepositoryPath.Combine(directory, name), out var entry))
            return null;
        var copy = TemporaryStream.Create(_temporaryFolder);
        using (var source = entry.Open())
            source.CopyTo(copy);
        copy.Position = 0;
        return new RepositoryEntry(copy);
    }

    public void Dispose() => _archive.Dispose();
}
