using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class QuickStartOptionsTests
{
    [Test]
    public void Problems_OfTheDefaults_AreNone() => Assert.That(Options.Default.Problems(), Is.Empty);

    [Test]
    public void Problems_OfAFileForTestingAlone_AsksForData() =>
        Assert.That((Options.Default with { Test = new FileInfo("t.csv") }).Problems().Single(), Does.Contain("--data"));

    [Test]
    public void Problems_OfOneColumnForBoth_NamesIt() =>
        Assert.That((Options.Default with { Data = new FileInfo("d.csv"), TextColumn = "x", LabelColumn = "X" }).Problems().Single(), Does.Contain("'x'"));

    [Test]
    public void Problems_OfPathsThatCannotBeWritten_AreNamedTogether()
    {
        using var folder = new TemporaryFolder();
        var file = new FileInfo(folder.File("data.csv"));
        file.Create().Dispose();
        var options = Options.Default with { Data = file, Resume = new DirectoryInfo(file.FullName), Output = new FileInfo(folder.File("none/model.zip")) };
        Assert.Multiple(() =>
        {
            Assert.That(options.Problems(), Has.Exactly(1).Contains("--resume").And.Exactly(1).Contains("there is no folder"));
            Assert.That((options with { Resume = null, Output = file }).Problems().Single(), Does.Contain("overwrite"));
            Assert.That((options with { Resume = null, Output = new FileInfo(folder.Path) }).Problems().Single(), Does.Contain("is a folder"));
        });
    }
}
