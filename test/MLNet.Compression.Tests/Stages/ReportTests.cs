using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

public class ReportTests
{
    private static CompressionReport Report => Fitted.Compressed.Report;

    [Test]
    public void Report_Chain_HasAllStagesWithQualityAndSpeed()
    {
        Assert.That(Report.Stages.Select(stage => stage.Stage), Is.EqualTo(["fine-tune", "distil", "prune", "quantise"]));
        Assert.That(Report.Stages.Select(stage => stage.TokensPerSecond), Has.All.Positive);
        Assert.That(Report.Stages.Select(stage => stage.Result!.Quality.Rows), Has.All.EqualTo(60));
        Assert.That(Report.Stages[0].Result!.Quality.LabelLoyalty, Is.Null, "labels have no loyalty");
        Assert.That(Report.Stages.Skip(1).Select(stage => stage.Result!.Quality.LabelLoyalty!.Value), Has.All.InRange(0.3, 1));
        Assert.That(Report.Stages.Skip(1).Select(stage => stage.Result!.Quality.ProbabilityLoyalty!.Value), Has.All.InRange(0.1, 1));
    }

    [Test]
    public void Report_Accuracy_IsThatOfEvaluate()
    {
        var metrics = Fitted.Context.MulticlassClassification.Evaluate(Fitted.Compressed.Transform(Fitted.Test));

        Assert.That(Report.Quality!.Accuracy, Is.EqualTo(metrics.MicroAccuracy).Within(1e-9));
    }

    [Test]
    public void Report_Parts_AddUpToTheModel()
    {
        Assert.That(Report.Parts.Select(part => part.Name), Is.EqualTo(["embeddings", "layer 1", "head", "vocabulary"]));
        Assert.That(Report.SizeInBytes, Is.EqualTo(Fitted.Compressed.Model.SizeInBytes));
        Assert.That(Report.Parts.Select(part => part.Bytes), Has.All.Positive);
        Assert.That(Report.Parts[1].Sparsity, Is.InRange(0.4, 0.7));
        Assert.That(Report.Parts[0].BitsPerWeight, Is.InRange(8, 12));
        Assert.That(Report.Stages[^1].Result!.Bytes, Is.EqualTo(Report.SizeInBytes));
    }

    [Test]
    public void Report_Latencies_AreOfLengthsTheModelReads()
    {
        Assert.That(Report.Latencies.Select(latency => latency.Tokens), Is.EqualTo([16, 24]));
        Assert.That(Report.Latencies.Select(latency => latency.Milliseconds), Has.All.Positive);
        Assert.That(Report.Latencies, Is.All.Matches<LatencyReport>(latency => latency.Milliseconds <= latency.Percentile95 && latency.Percentile95 <= latency.Percentile99 && latency.Runs >= 5));
    }

    [Test]
    public void ToString_Chain_IsAnAlignedTable()
    {
        var lines = Report.ToString().ReplaceLineEndings("\n").Split("\n\n")[0].Split('\n');

        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines.Select(line => line.Length).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Report.ToString(), Does.Contain("probability loyalty").And.Contain("bits a weight").And.Contain("total"));
    }

    [Test]
    public void Report_Shape_IsThatOfTheModel()
    {
        var shape = Fitted.Compressed.Model.Shape;

        Assert.That(Report.Shape, Is.EqualTo($"1x{shape.HiddenSize}x{shape.Layers[0].Heads}x{shape.Layers[0].FeedForwardSize}"));
        Assert.That(Report.ToString(), Does.Contain($"shape {Report.Shape}"));
    }

    [Test]
    public void Report_NoValidationSet_HasNoQuality() => Assert.That(Fitted.Teacher.Report.Quality, Is.Null);

    [Test]
    public void Report_FromFile_IsThatOfTheFit()
    {
        var loaded = (TextModelTransformer)SavedModel.RoundTrip(Fitted.Context, Fitted.Compressed, Fitted.Test.Schema);

        Assert.That(loaded.Report.Stages, Is.EqualTo(Report.Stages));
        Assert.That(loaded.Report.Parts, Is.EqualTo(Report.Parts));
        Assert.That(loaded.Report.Quality, Is.EqualTo(Report.Quality));
    }

    [Test]
    public void Report_LoadedModelCompressedFurther_HasTheStagesBefore()
    {
        var loaded = (TextModelTransformer)SavedModel.RoundTrip(Fitted.Context, Fitted.Teacher, Fitted.Test.Schema);

        var stages = loaded.Quantize(QuantizationScheme.Int8).Report.Stages;

        Assert.That(stages.Select(stage => stage.Stage), Is.EqualTo(["fine-tune", "quantise"]));
        Assert.That(stages[1].Settings, Has.Some.Matches<KeyValuePair<string, string>>(setting => setting.Key == "Scheme" && setting.Value == "int8"));
    }

    [Test]
    public void Report_Chain_SaysHowEachStageRan()
    {
        foreach (var stage in Report.Stages)
        {
            Assert.That(stage.Seed, Is.EqualTo(1));
            Assert.That(stage.Curve!.Losses, Has.Count.InRange(20, 200));
            Assert.That(stage.Curve.Losses.Select(point => point.Step), Is.Ordered.And.Unique);
            Assert.That(stage.Curve.Losses.Select(point => point.Loss), Has.All.GreaterThan(0));
            Assert.That(stage.Curve.Scores.Select(point => point.Step), Is.Ordered.And.Unique);
            Assert.That(stage.Settings.Select(setting => setting.Key), Does.Contain("Epochs").And.Contain("LearningRate").And.Not.Contain("ResumeFolder"));
            Assert.That(stage.Environment!.Threads, Is.EqualTo(1));
            Assert.That(stage.Environment.Processor, Is.Not.Empty);
        }

        Assert.That(Report.Stages[0].Curve!.Scores, Has.Count.EqualTo(6), "one an epoch");
    }

    [Test]
    public void Report_SameSeed_DiffersInTimesAndMemoryAlone()
    {
        static StageReport[] Untimed(int threads) =>
        [
            .. Fitted.Chain(new MLContext(seed: 3), threads).Fit(Messages.LoadKeyed(Fitted.Context, 60)).Report.Stages.Select(stage => stage with
            {
                Elapsed = default,
                TokensPerSecond = 0,
                PeakBytes = 0,
                Environment = null,
                Result = stage.Result! with { Latency = new LatencyReport(0, 0) },
            }),
        ];

        Assert.That(Untimed(threads: 2), Is.EqualTo(Untimed(threads: 1)));
    }

    [Test]
    public void Report_Confusion_IsThatOfEvaluate()
    {
        var expected = Fitted.Context.MulticlassClassification.Evaluate(Fitted.Compressed.Transform(Fitted.Test)).ConfusionMatrix;
        var confusion = Report.Stages[^1].Result!.Confusion!;

        Assert.That(confusion.Classes.Select(label => label.Label), Is.EqualTo(Fitted.Compressed.Model.Labels));
        Assert.That(confusion.Classes.Select(label => label.Recall), Is.EqualTo(expected.PerClassRecall).Within(1e-12));
        Assert.That(confusion.Classes.Select(label => label.Precision), Is.EqualTo(expected.PerClassPrecision).Within(1e-12));
        Assert.That(confusion.Confused.Sum(pair => pair.Rows), Is.EqualTo(60 - confusion.Classes.Sum(label => label.Correct)));
        Assert.That(Report.Stages[^1].Result!.Agreement!.Agreement, Is.EqualTo(Report.Quality!.LabelLoyalty!.Value).Within(1e-12));
        Assert.That(Report.Stages[0].Result!.Agreement, Is.Null, "labels have no agreement");
    }
}
