using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Reports;

public class ReportJsonTests
{
    private static readonly CompressionReport _report =
        CompressionReport.Create(CompressedModelEncoder.Encode(TinyModels.Create(), ValueFormat.Float32), [new StageReport("fine-tune", TimeSpan.FromSeconds(2), 10, Result: null), Stages.Full()]);

    [Test]
    public void ToJson_Report_HasNamesInCamelCase()
    {
        var json = JsonNode.Parse(_report.ToJson())!;

        Assert.That(json.AsObject().Select(each => each.Key), Is.EqualTo(["version", "shape", "parameters", "sizeInBytes", "environment", "stages", "parts", "latencies", "baseline", "warning"]));
        Assert.That((double)json["stages"]![0]!["seconds"]!, Is.EqualTo(2));
        Assert.That((double)json["stages"]![1]!["result"]!["quality"]!["labelLoyalty"]!, Is.EqualTo(0.95));
        Assert.That((double)json["stages"]![1]!["result"]!["confusion"]!["classes"]![0]!["f1"]!, Is.EqualTo(1.0 / 3).Within(1e-12));
        Assert.That((string)json["stages"]![1]!["settings"]!["Epochs"]!, Is.EqualTo("3"));
        Assert.That((long)json["sizeInBytes"]!, Is.EqualTo(_report.SizeInBytes));
        Assert.That(json["parts"]!.AsArray().Sum(part => (long)part!["bytes"]!), Is.EqualTo(_report.SizeInBytes));
        Assert.That((double)json["parts"]![1]!["matrices"]![0]!["bitsPerWeight"]!, Is.EqualTo(32).Within(0.5));
    }

    [Test]
    public void ToJson_NumbersThatAreNone_AreNull()
    {
        var json = JsonNode.Parse(_report.ToJson())!;

        Assert.That(json["parts"]!.AsArray()[^1]!["sparsity"], Is.Null);
        Assert.That(json["stages"]![1]!["curve"]!["losses"]![1]!["loss"], Is.Null);
        Assert.That(json["stages"]![0]!["result"], Is.Null);
    }

    [Test]
    public void ToHtml_Regression_HasCorrelationsInPlaceOfAccuracy()
    {
        var quality = new QualityReport(10, double.NaN, null, null) { Regression = new RegressionQuality(0.987, 0.9, 0.25, 0.95) };
        StageReport[] stages = [.. new[] { "distil", "prune" }.Select(name => new StageReport(name, TimeSpan.FromHours(30), 0, new StageResult(1_000, quality, new LatencyReport(3, 1))))];

        var page = CompressionReport.Create(CompressedModelEncoder.Encode(TinyModels.Create(), ValueFormat.Float32), stages).ToHtml();

        Assert.That(page, Does.Contain("Pearson’s correlation").And.Contain("0.987").And.Contain("30 h 0 min").And.Not.Contain("accuracy</th>").And.Not.Contain("NaN"));
    }

    [Test]
    public void ToHtml_NoStagesAndLayers_HasWhatThereIs()
    {
        var page = CompressionReport.Create(CompressedModelEncoder.Encode(TinyModels.CreateStatic(8), ValueFormat.Float32), []).ToHtml();

        Assert.That(page, Does.Contain("Where the bytes are").And.Contain("No stages").And.Not.Contain("<h2>Layers</h2>"));
    }

    [Test]
    public void ToHtml_PairOfClassesTwice_AddsThemUp()
    {
        var stage = Stages.Full();
        ConfusedClasses pair = new(0, 1, 20);
        stage = stage with { Result = stage.Result! with { Confusion = new ConfusionReport(2, [new ClassQuality("a", 60, 20, 10), new ClassQuality("b", 10, 50, 10)], [pair, pair]) } };

        Assert.That(CompressionReport.Create(CompressedModelEncoder.Encode(TinyModels.Create(), ValueFormat.Float32), [stage]).ToHtml(), Does.Contain(">40</text>"));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void ToHtml_EmptyPath_SaysSo(string path) => Assert.That(() => _report.ToHtml(path), Throws.ArgumentException);
}
