using System.Reflection;

namespace MLNet.Compression.Delivery.Tests.Support;

/// <summary>What the build of this project knew.</summary>
internal static class BuildFacts
{
    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Value("Configuration");

    /// <summary>The folder of restored packages.</summary>
    public static string PackageFolder { get; } = Value("PackageFolder");

    private static string Value(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
