namespace MLNet.Compression.Runtime.Tests;

/// <summary>A folder of a test's own, deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnet-compression-");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A folder of this name with copies of a folder's files.</summary>
    public string Copy(string folder, string name = "copy")
    {
        var copy = _folder.CreateSubdirectory(name).FullName;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            System.IO.File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
