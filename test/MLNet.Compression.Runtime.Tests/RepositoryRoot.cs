namespace MLNet.Compression.Runtime.Tests;

/// <summary>The folder of the repository that these tests were built in.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNet.Compression.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new AssertionException($"{AppContext.BaseDirectory} is not in the repository.");
    }
}
