namespace MLNet.Compression.Reliability;

/// <summary>The reference models that come with the tests.</summary>
internal static class GoldenModels
{
    public static string Folder(string model) => Path.Combine(AppContext.BaseDirectory, "Golden", "models", model);

    public static byte[] Read(string model, string file) => File.ReadAllBytes(Path.Combine(Folder(model), file));
}
