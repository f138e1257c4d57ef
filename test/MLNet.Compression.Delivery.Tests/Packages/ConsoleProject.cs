using System.Xml.Linq;
using MLNet.Compression.Delivery.Tests.Support;

namespace MLNet.Compression.Delivery.Tests.Packages;

/// <summary>A console project as a user makes one: nothing of the repository around it, and the packed library as its only reference.</summary>
/// <param name="folder">Where it goes.</param>
internal sealed class ConsoleProject(string folder)
{
    private const string Name = "App";

    /// <summary>Writes and builds it.</summary>
    /// <param name="package">The library.</param>
    /// <param name="sources">Its files: name and text.</param>
    /// <returns>What the build wrote.</returns>
    public string Build(string package, params IEnumerable<(string Name, string Text)> sources)
    {
        Directory.CreateDirectory(folder);
        Write("NuGet.config", new XElement(
            "configuration",
            new XElement("packageSources", Add("packed", PackedLibraries.Folder)),
            // What the machine has restored need not be fetched again.
            new XElement("fallbackPackageFolders", Add("machine", BuildFacts.PackageFolder))));
        Write($"{Name}.csproj", new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("Nullable", "enable"),
                new XElement("UseAppHost", "false"),
                new XElement("TreatWarningsAsErrors", "true")),
            new XElement(
                "ItemGroup",
                new XElement("PackageReference", new XAttribute("Include", package), new XAttribute("Version", $"[{PackedLibraries.Version}]")))));
        foreach (var (name, text) in sources)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return DotnetProcess.Run(folder, "build", "--output", Path.Combine(folder, "out"));
    }

    /// <summary>Runs it.</summary>
    /// <param name="workingDirectory">Where its files are.</param>
    /// <returns>What it wrote.</returns>
    public string Run(string workingDirectory) => DotnetProcess.Run(workingDirectory, Path.Combine(folder, "out", $"{Name}.dll"));

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private void Write(string name, XElement content) => new XDocument(content).Save(Path.Combine(folder, name));
}
