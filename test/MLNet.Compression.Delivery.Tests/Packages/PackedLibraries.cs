using System.Globalization;
using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.Packages;

/// <summary>The packages, made of what is built, in a version that nobody else has.</summary>
[SetUpFixture]
internal sealed class PackedLibraries
{
    /// <summary>The one that holds a pretrained model.</summary>
    public const string Pretrained = "MLNet.Compression.TinyModel";

    private static TemporaryFolder? _folder;

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = ["MLNet.Compression.Runtime", "MLNet.Compression.Training", "MLNet.Compression", Pretrained];

    /// <summary>Their version.</summary>
    public static string Version { get; } = $"0.0.0-test.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The folder that holds them.</summary>
    public static string Folder => _folder!.Path;

    /// <summary>A package, or with "snupkg" the symbols of one.</summary>
    public static string PathOf(string name, string extension = "nupkg") => Path.Combine(Folder, $"{name}.{Version}.{extension}");

    [OneTimeSetUp]
    public static void Pack()
    {
        _folder = new TemporaryFolder();
        foreach (var name in Names)
        {
            DotnetProcess.Run(
                Folder,
                "pack",
                Repository.PathOf($"src/{name}/{name}.csproj"),
                "--no-build",
                "--configuration",
                BuildFacts.Configuration,
                "--output",
                Folder,
                $"-p:PackageVersion={Version}",
                $"-p:NuspecOutputPath={Path.Combine(Folder, "nuspec")}/");
        }
    }

    [OneTimeTearDown]
    public static void Delete() => _folder?.Dispose();
}
