using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.ModelFiles;

/// <summary>Saved models whose stages were cut or changed: no score depends on them, so the model is loaded without, and a warning says why.</summary>
public class DamagedReportTests
{
    private static readonly Lazy<byte[]> _zip = new(() => SavedModel.Save(Fitted.Context, Fitted.Compressed, Fitted.Test.Schema));

    [Test]
    public void Load_UnchangedFile_WarnsOfNothing() => Assert.That(Load(bytes => bytes).Warnings, Is.Empty);

    [TestCase(0.0)]
    [TestCase(0.5)]
    [TestCase(0.999)]
    public void Load_ReportCut_LoadsTheModelWithoutIt(double share) => AssertLeftOut(bytes => bytes[..(int)(bytes.Length * share)]);

    [Test]
    public void Load_ReportIsNoText_LoadsTheModelWithoutIt() => AssertLeftOut(bytes => [.. bytes.Select(each => (byte)(each ^ 0xa5))]);

    [Test]
    public void Load_NewerReport_LoadsTheModelWithoutIt() => AssertLeftOut(Changed(json => json["version"] = 2), "Version 2");

    [Test]
    public void Load_HugeReport_LoadsTheModelWithoutIt() => AssertLeftOut(bytes => [.. bytes, .. Enumerable.Repeat((byte)' ', 5_000_000)], "1,048,576");

    [Test]
    public void Load_StageIsNull_LoadsTheModelWithoutIt() => AssertLeftOut(Changed(json => json["stages"]![1] = null), "null");

    [Test]
    public void Load_ClassOutOfRange_LoadsTheModelWithoutIt() => AssertLeftOut(Changed(json =>
        json["stages"]![3]!["result"]!["confusion"]!["confused"] = new JsonArray(new JsonObject { ["label"] = 0, ["prediction"] = 3, ["rows"] = 1 })), "counts");

    [Test]
    public void Load_NegativeRows_LoadsTheModelWithoutIt() => AssertLeftOut(Changed(json => json["stages"]![0]!["result"]!["quality"]!["rows"] = -1), "-1");

    [Test]
    public void Load_DeeplyNested_LoadsTheModelWithoutIt() => AssertLeftOut(_ => Encoding.UTF8.GetBytes($"{{\"version\":1,\"stages\":{new string('[', 100_000)}"));

    private static void AssertLeftOut(Func<byte[], byte[]> change, string reason = "")
    {
        var (model, warnings) = Load(change);

        Assert.That(model.Report.Stages, Is.Empty);
        Assert.That(model.Report.ToHtml(), Does.Contain("No stages"));
        Assert.That(warnings, Has.One.Contains("loaded without the report").And.Contains(reason));
        Assert.That(model.Score("I was charged twice"), Is.EqualTo(Fitted.Compressed.Score("I was charged twice")));
    }

    private static (TextModelTransformer Model, List<string> Warnings) Load(Func<byte[], byte[]> change)
    {
        var (ml, warnings) = (new MLContext(), new List<string>());
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
            {
                warnings.Add(message.RawMessage);
            }
        };
        return ((TextModelTransformer)SavedModel.Load(ml, SavedModel.Change(_zip.Value, SavedModel.Report, change)), warnings);
    }

    private static Func<byte[], byte[]> Changed(Action<JsonNode> change) => bytes =>
    {
        var json = JsonNode.Parse(bytes)!;
        change(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    };
}
