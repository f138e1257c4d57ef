using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using MLNet.Compression.Delivery.Tests.Support;

namespace MLNet.Compression.Delivery.Tests.Packages;

/// <summary>What stands in each package.</summary>
[TestFixtureSource(typeof(PackedLibraries), nameof(PackedLibraries.Names))]
public sealed class PackageContentTests(string name)
{
    private static readonly Guid _embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Test]
    public void Package_Unpacked_HoldsLibraryDocumentationReadmeAndLicence()
    {
        using var package = ZipFile.OpenRead(PackedLibraries.PathOf(name));
        Assert.That(
            package.Entries.Select(entry => entry.FullName),
            Is.SupersetOf([$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md", "LICENSE"]));
    }

    [Test]
    public void Package_Described_NamesItselfItsLicenceAndItsReadme()
    {
        var metadata = Metadata();
        string Value(string element) => (string?)metadata.Element(metadata.Name.Namespace + element) ?? "";
        Assert.Multiple(() =>
        {
            Assert.That(Value("id"), Is.EqualTo(name));
            Assert.That(Value("license"), Is.EqualTo(name == PackedLibraries.Pretrained ? "MIT AND Apache-2.0" : "MIT"));
            Assert.That(Value("readme"), Is.EqualTo("README.md"));
            Assert.That(Value("description"), Has.Length.GreaterThan(40));
            Assert.That(Value("tags"), Does.Contain("BERT"));
        });
    }

    [Test]
    public void Package_DependsOn_OurOthersInItsVersionAndTheRestAsTheRepositoryNamesThem()
    {
        var central = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);
        var metadata = Metadata();
        var dependencies = metadata.Descendants(metadata.Name.Namespace + "dependency")
            .ToDictionary(dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);
        Assert.That(dependencies, Is.Not.Empty);
        foreach (var (dependency, version) in dependencies)
        {
            Assert.That(version, Is.EqualTo(PackedLibraries.Names.Contains(dependency) ? PackedLibraries.Version : central[dependency]), dependency);
        }
    }

    [Test]
    public void Library_Built_IsDeterministic()
    {
        using var library = new PEReader(Entry(PackedLibraries.PathOf(name), $"lib/net10.0/{name}.dll"));
        Assert.That(library.ReadDebugDirectory().Select(entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
    }

    [Test]
    public void Symbols_Unpacked_HoldTheSources()
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(Entry(PackedLibraries.PathOf(name, "snupkg"), $"lib/net10.0/{name}.pdb"));
        var symbols = provider.GetMetadataReader();
        var kinds = symbols.CustomDebugInformation.Select(handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind));
        Assert.That(kinds.Count(kind => kind == _embeddedSource), Is.GreaterThanOrEqualTo(symbols.Documents.Count / 2));
    }

    private static MemoryStream Entry(string zip, string name)
    {
        using var package = ZipFile.OpenRead(zip);
        using var entry = package.GetEntry(name)!.Open();
        var content = new MemoryStream();
        entry.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private XElement Metadata()
    {
        using var nuspec = Entry(PackedLibraries.PathOf(name), $"{name}.nuspec");
        var root = XDocument.Load(nuspec).Root!;
        return root.Element(root.Name.Namespace + "metadata")!;
    }
}
