namespace MLNet.Compression.Tests.Support;

/// <summary>A copy of a reference checkpoint that a test may change.</summary>
internal sealed class CheckpointCopy : IDisposable
{
    public CheckpointCopy(string name)
    {
        Path = Directory.CreateTempSubdirectory("checkpoint").FullName;
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "models", name)))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; }

    public void ReplaceInConfig(string from, string to)
    {
        var config = System.IO.Path.Combine(Path, "config.json");
        var text = File.ReadAllText(config);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(config, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
