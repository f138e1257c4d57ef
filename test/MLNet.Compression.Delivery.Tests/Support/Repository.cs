namespace MLNet.Compression.Delivery.Tests.Support;

/// <summary>The files that the tests are about.</summary>
internal static class Repository
{
    private const string Solution = "MLNet.Compression.slnx";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent ?? throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
        }

        return folder.FullName;
    }
}
