namespace MLNet.Compression.Architecture;

/// <summary>Where the source tree is that the tests were built from.</summary>
internal static class RepositoryFolder
{
    private const string Solution = "MLNet.Compression.slnx";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory))
        ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}: run the tests from a build inside the source tree.");

    private static string? Find(DirectoryInfo? folder) => folder is null || File.Exists(Path.Combine(folder.FullName, Solution))
        ? folder?.FullName
        : Find(folder.Parent);
}
