using System.Globalization;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Storage;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Files of every version of the format that ever was: they still load, and give what they gave.</summary>
[TestFixture]
internal sealed class GoldenFormatTests
{
    private static IEnumerable<TestCaseData> Models() =>
        Directory.EnumerateFiles(GoldenFiles.Path("format"), "*.mlcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(GoldenFiles.Path("format"), path)));

    [TestCaseSource(nameof(Models))]
    public void Load_FileOfAnEarlierVersion_HoldsTheWeightsOfThen(string path)
    {
        var model = CompressedModel.Load(path);
        AssertScores(
            CompressedModelBuilder.FromCheckpoint(model.ToCheckpoint(), model.Vocabulary, model.Tokenizer, maxTokens: model.MaxTokens), path, 1e-4);
    }

    [TestCaseSource(nameof(Models))]
    public void Score_FileOfAnEarlierVersion_DeviatesByRoundedActivationsAlone(string path) =>
        AssertScores(CompressedModel.Load(path), path, 0.02);

    [Test]
    public void GoldenFiles_CurrentVersion_IsAmongThem() =>
        Assert.That(Directory.Exists(GoldenFiles.Path("format", $"v{CompressedModelFile.Version}")), Is.True, "run the verb 'golden' of test/MLNet.Compression.Reliability for a new version");

    private static void AssertScores(CompressedModel model, string path, double tolerance)
    {
        using var classifier = new TextClassifier(model);
        var scores = new float[classifier.LabelCount];
        foreach (var line in File.ReadLines(Path.ChangeExtension(path, "tsv")).Select(line => line.Split('\t')))
        {
            classifier.Score(line[0], scores);
            Assert.That(scores, Is.EqualTo(line.Skip(1).Select(value => float.Parse(value, CultureInfo.InvariantCulture))).Within(tolerance), line[0]);
        }
    }
}
