using MLNet.Compression.Delivery.Tests.Documentation;
using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.Packages;

/// <summary>The README's first programs, as a newcomer runs them.</summary>
public sealed class ReadmeProgramTests
{
    private const string Review = """
        using Microsoft.ML.Data;

        internal sealed class Review
        {
            [LoadColumn(0)]
            public string Text { get; set; } = "";

            [LoadColumn(1)]
            public string Label { get; set; } = "";
        }
        """;

    [Test]
    public void FirstPrograms_InProjectsThatReferenceThePackages_TrainSaveAndLoadInAnotherProcess()
    {
        using var folder = new TemporaryFolder();
        SampleFiles.Write(folder.Path);
        var programs = MarkdownPage.Read("README.md").Fences.Where(fence => fence.Language == "csharp").ToArray();
        var training = new ConsoleProject(folder.File("training"));
        training.Build("MLNet.Compression", ("Program.cs", programs[0].Text), ("Review.cs", Review));
        training.Run(folder.Path);
        Assert.That(folder.File("reviews.zip"), Does.Exist);

        var scoring = new ConsoleProject(folder.File("scoring"));
        scoring.Build("MLNet.Compression", ("Program.cs", programs[1].Text));
        Assert.That(scoring.Run(folder.Path).Trim(), Is.AnyOf("positive", "negative"));
    }
}
