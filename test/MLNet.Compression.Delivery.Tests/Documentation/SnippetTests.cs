using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The documentation's C#, compiled, and run unless it says otherwise.</summary>
public sealed class SnippetTests
{
    private TemporaryFolder? _folder;
    private string _before = "";

    private static IEnumerable<TestCaseData> Snippets =>
        MarkdownPage.All.SelectMany(page => page.Fences).Where(fence => fence.Language == "csharp").Select(fence => new TestCaseData(fence).SetArgDisplayNames($"{fence}"));

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder = new TemporaryFolder();
        SampleFiles.Write(_folder.Path);
        _before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = _folder.Path;
        ClassificationSnippets.Save(_folder.Path);
        EntitySnippets.Save(_folder.Path);
        MultiLabelSnippets.Save(_folder.Path);
    }

    [OneTimeTearDown]
    public void Leave()
    {
        Environment.CurrentDirectory = _before;
        _folder?.Dispose();
    }

    [TestCaseSource(nameof(Snippets))]
    public void Snippet_InItsSetting_CompilesAndRuns(object snippet)
    {
        var fence = (CodeFence)snippet;
        var program = SnippetCompiler.Compile(fence).EntryPoint!;
        if (!fence.Says("compile"))
        {
            Assert.That(() => program.Invoke(null, [Array.Empty<string>()]), Throws.Nothing, $"{fence}");
        }
    }

    [TestCase("var x = ml.Nothing();", "docs/page.md(8,12): error CS1061")]
    [TestCase("#pragma warning disable\nstring s = null;\n#pragma warning restore\nstring t = null;", "docs/page.md(11,12): warning CS8600")]
    public void Compile_OfWhatDoesNotFit_NamesPageAndLine(string text, string problem)
    {
        var fence = new CodeFence("docs/page.md", 8, ["csharp"], text);
        Assert.That(() => SnippetCompiler.Compile(fence), Throws.TypeOf<AssertionException>().With.Message.Contain(problem));
    }

    [Test]
    public void Compile_OfRuntimeSnippetThatUsesMlNet_Fails()
    {
        var fence = new CodeFence("docs/page.md", 8, ["csharp", "runtime"], "Console.WriteLine(typeof(Microsoft.ML.MLContext));");
        Assert.That(() => SnippetCompiler.Compile(fence), Throws.TypeOf<AssertionException>().With.Message.Contain("CS0234").Or.Message.Contain("CS0246"));
    }
}
