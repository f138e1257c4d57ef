namespace MLNet.Compression.Architecture;

/// <summary>Of the project that this assembly tests: "Name.Tests" tests "Name".</summary>
public class ProjectFoldersTests
{
    [Test]
    public void Folders_OfTheProject_HaveNoCircles()
    {
        var tests = typeof(ProjectFoldersTests).Assembly.GetName().Name!;

        var faults = ProjectFolders.Faults(tests[..^".Tests".Length]);

        Assert.That(faults, Is.Empty, string.Join(Environment.NewLine, faults));
    }
}
