namespace Microsoft.ML;

/// <summary>Names inside a model file, with forward slashes on every system.</summary>
internal static class RepositoryPath
{
    public static string Combine(string directory, string name) =>
        string.IsNullOrEmpty(directory) ? Normalize(name) : Normalize($"{directory}/{name}");

    public static string Normalize(string path) => path.Replace('\\', '/');
}
