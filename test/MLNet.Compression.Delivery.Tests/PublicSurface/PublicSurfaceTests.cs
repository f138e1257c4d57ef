using System.Reflection;
using MLNet.Compression.Delivery.Tests.Packages;
using MLNet.Compression.Delivery.Tests.Support;
using PublicApiGenerator;

namespace MLNet.Compression.Delivery.Tests.PublicSurface;

/// <summary>The public members of each package are those of a file in the repository, so that none comes, goes or changes unseen.</summary>
public sealed class PublicSurfaceTests
{
    private const string Update = "UPDATE_PUBLIC_SURFACE";
    private static readonly ApiGeneratorOptions _options = new() { IncludeAssemblyAttributes = false };

    [TestCaseSource(typeof(PackedLibraries), nameof(PackedLibraries.Names))]
    public void Surface_OfPackage_IsTheFiles(string name)
    {
        var file = Repository.PathOf($"src/{name}/PublicSurface.txt");
        var surface = Assembly.Load(name).GeneratePublicApi(_options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Update) is not null)
        {
            File.WriteAllText(file, surface);
        }

        Assert.That(
            surface.Split('\n'),
            Is.EqualTo(File.ReadAllText(file).Split('\n')),
            $"The public members of {name} are not those of PublicSurface.txt. If they are meant, run {Update}=1 dotnet test test/MLNet.Compression.Delivery.Tests --filter PublicSurface");
    }
}
