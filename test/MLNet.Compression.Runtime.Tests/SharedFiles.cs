namespace MLNet.Compression.Runtime.Tests;

/// <summary>Large files that some machines keep beside the repository; tests that need one are ignored elsewhere.</summary>
internal static class SharedFiles
{
    private const string Variable = "MLNET_COMPRESSION_SHARED";

    /// <summary>Where they are; null where there are none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of one of them, a file or a folder; ignores the calling test where it is absent.</summary>
    public static string Require(string relativePath)
    {
        var path = Folder is null ? null : Path.Combine(Folder, relativePath);
        if (path is null || !Path.Exists(path))
        {
            Assert.Ignore($"{relativePath} is not there; set {Variable} to the folder that holds it.");
        }

        return path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return Directory.Exists(folder) ? folder : null;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "MLNet.Compression.slnx")))
        {
            root = root.Parent;
        }

        var beside = root?.Parent is null ? null : Path.Combine(root.Parent.FullName, "shared");
        return Directory.Exists(beside) ? beside : null;
    }
}
