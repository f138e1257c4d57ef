using System.Globalization;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Files of every version of the format that ever was: they still load, and give what they gave.</summary>
[TestFixture]
internal sealed class GoldenFormatTests
{
    private const double Tolerance = 1e-4;

    private static IEnumerable<TestCaseData> Models() =>
        Directory.EnumerateFiles(GoldenFiles.Path("format"), "*.mlcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(GoldenFiles.Path("format"), path)));

    [TestCaseSource(nameof(Models))]
    public void Load_FileOfAnEarlierVersion_GivesTheScoresOfThen(string path)
    {
        using var classifier = new TextClassifier(CompressedModel.Load(path));
        var scores = new float[classifier.LabelCount];

        foreach (var line in File.ReadLines(Path.ChangeExtension(path, "tsv")).Select(line => line.Split('\t')))
        {
            classifier.Score(line[0], scores);
            Assert.That(scores, Is.EqualTo(line.Skip(1).Select(value => float.Parse(value, CultureInfo.InvariantCulture))).Within(Tolerance), line[0]);
        }
    }

    [Test]
    public void GoldenFiles_CurrentVersion_IsAmongThem() =>
        Assert.That(Directory.Exists(GoldenFiles.Path("format", $"v{CompressedModelFile.Version}")), Is.True, "run the verb 'golden' of test/MLNet.Compression.Reliability for a new version");
}
