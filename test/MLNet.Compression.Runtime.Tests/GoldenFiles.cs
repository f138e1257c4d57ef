namespace MLNet.Compression.Runtime.Tests;

/// <summary>The reference files that are part of the repository.</summary>
internal static class GoldenFiles
{
    /// <summary>The path of a file or folder under Golden.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]);

    /// <summary>The path of a reference model's folder.</summary>
    public static string Model(string name) => Path("models", name);
}
