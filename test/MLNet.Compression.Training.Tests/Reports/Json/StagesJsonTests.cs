using System.Text;
using System.Text.Json;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Reports.Json;

namespace MLNet.Compression.Training.Tests.Reports.Json;

public class StagesJsonTests
{
    [Test]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        StageReport[] stages = [new("prune", TimeSpan.FromTicks(12_345_678_901), 0, Result: null), Stages.Full()];

        var read = StagesJson.Read(StagesJson.Write(stages));

        Assert.That(read[0], Is.EqualTo(stages[0]));
        Assert.That(read[1].Result, Is.EqualTo(stages[1].Result));
        Assert.That(read[1].Curve!.Scores[0].Validation.Loss, Is.EqualTo(double.MaxValue), "JSON has no infinite numbers");
        Assert.That(read[1] with { Curve = null }, Is.EqualTo(stages[1] with { Curve = null }));
    }

    [Test]
    public void Read_AnyTime_IsTheSameToTheTick()
    {
        StageReport[] stages = [.. Enumerable.Range(0, 60).Select(i => new StageReport("prune", TimeSpan.FromTicks(1_453_252 + (7_919L * i * i)), 0, Result: null))];

        Assert.That(StagesJson.Read(StagesJson.Write(stages)), Is.EqualTo(stages));
    }

    [Test]
    public void Read_Regression_IsTheSame()
    {
        var quality = new QualityReport(10, double.NaN, null, null) { Regression = new RegressionQuality(0.5, double.NaN, 0.25, null) };
        StageReport[] stages = [new("distil", TimeSpan.Zero, 0, new StageResult(1, quality, new LatencyReport(3, 1)))];

        Assert.That(StagesJson.Read(StagesJson.Write(stages)), Is.EqualTo(stages));
    }

    [Test]
    public void Read_Answers_AreTheSame()
    {
        var quality = new QualityReport(10, 0.5, 0.75, null) { Answers = new AnswerQuality(0.5, 0.625) };
        StageReport[] stages = [new("prune", TimeSpan.Zero, 0, new StageResult(1, quality, new LatencyReport(3, 1)))];

        Assert.That(StagesJson.Read(StagesJson.Write(stages)), Is.EqualTo(stages));
    }

    [Test]
    public void Read_SeveralLabels_AreTheSame()
    {
        var quality = new QualityReport(10, 0.5, 0.75, null) { MultiLabel = new MultiLabelQuality(0.5, 0.75, 0.25, 0.375, double.NaN) };
        StageReport[] stages = [new("prune", TimeSpan.Zero, 0, new StageResult(1, quality, new LatencyReport(3, 1)))];

        Assert.That(StagesJson.Read(StagesJson.Write(stages)), Is.EqualTo(stages));
    }

    [Test]
    public void Write_TwiceTheSame_GivesTheSameBytes()
    {
        var first = StagesJson.Write([Stages.Full()]);

        Assert.That(StagesJson.Write([Stages.Full()]), Is.EqualTo(first));
    }

    [Test]
    public void Write_EveryClassTakenForEveryOther_IsSmall()
    {
        var bytes = StagesJson.Write([Stages.Full(classes: 300)]);

        Assert.That(bytes, Has.Length.LessThan(80_000));
        Assert.That(StagesJson.Read(bytes)[0].Result!.Confusion!.ClassCount, Is.EqualTo(300));
    }

    [Test]
    public void Write_EndlessChain_IsBoundedAndKeepsTheLastStagesWhole()
    {
        var full = Stages.Full(classes: 100);
        StageReport[] stages = [.. Enumerable.Range(0, 100).Select(i => full with { Stage = FormattableString.Invariant($"stage {i}") })];

        var bytes = StagesJson.Write(stages);
        var read = StagesJson.Read(bytes);

        Assert.That(bytes, Has.Length.LessThanOrEqualTo(StagesJson.MostBytes));
        Assert.That(read, Has.Count.EqualTo(64));
        Assert.That(read[^1].Stage, Is.EqualTo("stage 99"));
        Assert.That(read[^1].Result!.Confusion, Is.EqualTo(stages[^1].Result!.Confusion));
        Assert.That(read[0].Result!.Confusion, Is.Null);
        Assert.That(read[0].Result!.Quality, Is.EqualTo(stages[0].Result!.Quality));
    }

    [Test]
    public void Write_HugeTexts_AreCut()
    {
        var stage = Stages.Full(new string('n', 1_000_000)) with { Details = new string('d', 1_000_000), Settings = [KeyValuePair.Create("a", new string('v', 1_000_000))] };

        Assert.That(StagesJson.Write([stage]), Has.Length.LessThan(60_000));
    }

    [Test]
    public void Write_HalfACharacter_IsReplaced() => Assert.That(StagesJson.Read(StagesJson.Write([Stages.Full("a\ud800b")]))[0].Stage, Is.EqualTo("a\ufffdb"));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"version":1}""")]
    [TestCase("""{"version":1,"stages":null}""")]
    [TestCase("""{"version":1,"stages":[null]}""")]
    [TestCase("""{"version":1,"stages":[{}]}""")]
    [TestCase("""{"version":99,"stages":[]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":null,"seconds":1,"tokensPerSecond":0,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"\ud800","seconds":1,"tokensPerSecond":0,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1e300,"tokensPerSecond":0,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":-1,"tokensPerSecond":0,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":-5,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":1e99,"result":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"settings":{"a":null}}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"settings":null}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"settings":["a"]}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"settings":{"a":{"b":1}}}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"curve":{"losses":[null],"scores":[]}}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"curve":{"losses":[{"step":-1,"loss":1}],"scores":[]}}]}""")]
    [TestCase("""{"version":1,"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null,"curve":{"losses":[],"scores":[{"step":1,"validation":null}]}}]}""")]
    public void Read_WhatNoFitLeaves_SaysSo(string json) => Assert.That(() => StagesJson.Read(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonException>());

    [Test]
    public void Read_StageWithoutWhatIsOptional_HasNothingThere()
    {
        var stage = StagesJson.Read("""{"version":1,"later":{"a":[1]},"stages":[{"stage":"a","seconds":1,"tokensPerSecond":0,"result":null}]}"""u8)[0];

        Assert.That(stage, Is.EqualTo(new StageReport("a", TimeSpan.FromSeconds(1), 0, Result: null)));
    }

    [Test]
    public void Read_AnyByteChanged_ReadsOrRefuses()
    {
        var model = CompressedModelEncoder.Encode(TinyModels.Create(), ValueFormat.Float32);
        var (whole, random, read) = (StagesJson.Write([Stages.Full(), Stages.Full()]), new Random(1), 0);
        for (var i = 0; i < 5_000; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var stages = StagesJson.Read(damaged);
                Assert.That(StagesJson.Write(stages), Is.Not.Empty);
                if (read++ % 10 == 0)
                {
                    var page = CompressionReport.Create(model, stages).ToHtml();
                    Assert.That((page.EndsWith("</html>\n", StringComparison.Ordinal), page.Contains("NaN", StringComparison.Ordinal), page.Contains("Infinity", StringComparison.Ordinal)), Is.EqualTo((true, false, false)));
                }
            }
            catch (JsonException)
            {
                // refused
            }
        }

        Assert.That(read, Is.InRange(200, 4_800));
    }
}
