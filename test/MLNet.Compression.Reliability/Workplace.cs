namespace MLNet.Compression.Reliability;

/// <summary>A temporary folder for files that are damaged, deleted with all it holds.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reliability-");

    /// <summary>The path of a file directly in the folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A folder with copies of a reference model's files.</summary>
    public string CopyModel(string model)
    {
        var copy = _folder.CreateSubdirectory(model).FullName;
        foreach (var file in Directory.EnumerateFiles(GoldenModels.Folder(model)))
        {
            System.IO.File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>A folder with files of given texts.</summary>
    public string CreateFolder(string name, IEnumerable<(string Name, string Text)> files)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        foreach (var (file, text) in files)
        {
            System.IO.File.WriteAllText(Path.Combine(folder, file), text);
        }

        return folder;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
