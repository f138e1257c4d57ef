using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The documentation's commands name programs, verbs and options that exist.</summary>
public sealed class CommandLineTests
{
    private static IEnumerable<TestCaseData> Commands =>
        MarkdownPage.All.SelectMany(page => page.Fences).SelectMany(CommandLine.In).Select(command => new TestCaseData(command).SetArgDisplayNames($"{command}"));

    [TestCaseSource(nameof(Commands))]
    public void Command_OfAPage_IsUnderstood(object command)
    {
        var (place, project, arguments) = (CommandLine)command;
        Assert.That(Repository.PathOf($"{project}/{Path.GetFileName(project)}.csproj"), Does.Exist, place);
        if (ProgramParser.Of(project) is { } root)
        {
            using var folder = new TemporaryFolder();
            var before = Environment.CurrentDirectory;
            Environment.CurrentDirectory = folder.Path;
            try
            {
                Assert.That(ProgramParser.Problems(root, arguments), Is.Empty, place);
            }
            finally
            {
                Environment.CurrentDirectory = before;
            }
        }
    }

    [Test]
    public void Problems_OfAnOptionThatIsNot_NamesIt() =>
        Assert.That(ProgramParser.Problems(ProgramParser.Of("samples/QuickStart")!, ["--sead", "1"]), Has.Some.Contain("--sead"));

    [Test]
    public void Problems_OfAVerbThatIsNot_NamesIt() =>
        Assert.That(ProgramParser.Problems(ProgramParser.Of("test/MLNet.Compression.Reliability")!, ["fuss"]), Has.Some.Contain("fuss"));
}
