using System.Globalization;
using System.Text.RegularExpressions;
using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

/// <summary>The sample as a process.</summary>
public sealed partial class QuickStartProgramTests
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "QuickStart.dll");

    [Test]
    public void Program_OwnDataAndStudentWithOtherHeads_TrainsSavesAndSaysWhatTheFileHolds()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("data.csv"), ["\"film, year\",text,label", .. SampleFiles.Reviews.Select(review => $"\"Heat, 1995\",{review.Text},{review.Label}")]);
        var output = DotnetProcess.Run(
            folder.Path, _program, "--data", "data.csv", "--test", "data.csv", "--epochs", "1", "--student", "1x32x2x64", "--out", "model.zip");
        var saved = Saved().Match(output.ReplaceLineEndings(" "));
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("2 heads"));
            Assert.That(saved.Success, output);
            Assert.That(Number(saved.Groups[1]), Is.EqualTo(new FileInfo(folder.File("model.zip")).Length));
            Assert.That(Number(saved.Groups[2]), Is.GreaterThan(10_000));
        });
    }

    [Test]
    public void Program_WrongColumn_EndsWithOneLineThatNamesTheColumns()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("data.csv"), "text,label\nx,y");
        var (exitCode, output) = DotnetProcess.TryRun(folder.Path, _program, "--data", "data.csv", "--label", "class");
        Assert.That((exitCode, output.TrimEnd()), Is.EqualTo((1, "data.csv has the columns 'text', 'label'; none is called 'class'. Name one of them with --label.")));
    }

    [GeneratedRegex(@"Saved \S+ (\S+) bytes\. The model in it has (\S+) bytes before the zip packs it\.")]
    private static partial Regex Saved();

    private static long Number(Group group) => long.Parse(string.Concat(group.Value.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
