using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Reports;

public class ReportFramesTests
{
    [Test]
    public void ToDataFrame_Report_HasARowForEachStage()
    {
        var report = Fitted.Compressed.Report;

        var frame = report.ToDataFrame();

        Assert.That(frame.Columns["Stage"].Cast<string>(), Is.EqualTo(report.Stages.Select(stage => stage.Stage)));
        Assert.That(frame.Columns["Accuracy"].Cast<double?>(), Is.EqualTo(report.Stages.Select(stage => stage.Result!.Quality.Accuracy)));
        Assert.That(frame.Columns["LabelLoyalty"][0], Is.Null, "the teacher has none");
        Assert.That(frame.Columns["Pearson"].NullCount, Is.EqualTo(4), "a classifier has none");
        Assert.That(frame.Columns["Bytes"].Cast<long?>(), Is.EqualTo(report.Stages.Select(stage => stage.Result!.Bytes)));
    }

    [Test]
    public void ToDataFrame_WithoutValidationSet_HasEmptyCells()
    {
        var frame = Fitted.Teacher.Report.ToDataFrame();

        Assert.That(frame.Rows.Count, Is.EqualTo(1));
        Assert.That(frame.Columns["Accuracy"][0], Is.Null);
        Assert.That(frame.Columns["Seconds"][0], Is.GreaterThan(0));
    }

    [Test]
    public void ToDataFrame_Parts_HasARowForEachPart()
    {
        var parts = Fitted.Compressed.Report.Parts;

        var frame = parts.ToDataFrame();

        Assert.That(frame.Columns["Part"].Cast<string>(), Is.EqualTo(parts.Select(part => part.Name)));
        Assert.That(frame.Columns["Bytes"].Cast<long?>().Sum(), Is.EqualTo(Fitted.Compressed.Report.SizeInBytes));
        Assert.That(frame.Columns["Sparsity"][3], Is.Null, "the vocabulary has no weights");
    }
}
