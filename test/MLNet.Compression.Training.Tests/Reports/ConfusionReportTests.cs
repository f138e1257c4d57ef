using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Tests.Reports;

public class ConfusionReportTests
{
    [Test]
    public void Of_FewClasses_HasEveryCount()
    {
        int[] labels = [0, 0, 0, 1, 1, 2];
        int[] predictions = [0, 1, 1, 1, 0, 2];

        var report = ConfusionReport.Of(new ConfusionMatrix(labels, predictions, 4), ["a", "b", "c", "d"]);

        Assert.That(report.Classes, Is.EqualTo([new ClassQuality("a", 3, 2, 1), new ClassQuality("b", 2, 3, 1), new ClassQuality("c", 1, 1, 1), new ClassQuality("d", 0, 0, 0)]));
        Assert.That(report.Confused, Is.EqualTo([new ConfusedClasses(0, 1, 2), new ConfusedClasses(1, 0, 1)]));
        Assert.That((report.Classes[0].Precision, report.Classes[0].Recall, report.Classes[0].F1), Is.EqualTo((0.5, 1.0 / 3, 0.4)));
        Assert.That((report.Classes[3].Precision, report.Classes[3].Recall, report.Classes[3].F1), Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That(report.MacroF1, Is.EqualTo((0.4 + 0.4 + 1 + 0) / 4).Within(1e-12));
    }

    [Test]
    public void Of_ManyClasses_HasTheWorstThatHaveRows()
    {
        int[] labels = [.. Enumerable.Range(0, 300).SelectMany(label => new[] { label, label })];
        int[] predictions = [.. Enumerable.Range(0, 300).SelectMany(label => new[] { label, label < 250 ? (label + 1) % 250 : label })];

        var report = ConfusionReport.Of(new ConfusionMatrix(labels, predictions, 1_000), [.. Enumerable.Range(0, 1_000).Select(label => $"class {label}")]);

        Assert.That(report.ClassCount, Is.EqualTo(1_000));
        Assert.That(report.Classes, Has.Count.EqualTo(200));
        Assert.That(report.Classes.Select(label => label.F1), Has.All.LessThan(1));
        Assert.That(report.Classes.Select(label => label.Rows), Has.All.EqualTo(2));
        Assert.That(report.Confused.Select(pair => Math.Max(pair.Label, pair.Prediction)), Has.All.LessThan(200));
        Assert.That(report.Classes[report.Confused[0].Prediction].Label, Is.EqualTo("class 1"));
    }

    [Test]
    public void Of_EveryClassTakenForEveryOther_KeepsTheMostFrequentPairs() => Assert.That(Stages.Confusion(100).Confused, Has.Count.EqualTo(1_000));

    [Test]
    public void Of_LongName_IsCutBetweenCharacters()
    {
        Assert.That(ShortText.Of(new string('x', 500)), Is.EqualTo(new string('x', 99) + "…"));
        Assert.That(ShortText.Of(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 50)), 20), Is.EqualTo("👩‍👩‍👧👩‍👩‍👧…"));
        Assert.That(ShortText.Of("short"), Is.EqualTo("short"));
    }

    [Test]
    public void Agreement_OfPredictions_CountsWhoIsRight()
    {
        // Rows: both right, only the model, only the teacher, the same error, different errors.
        ProbabilityTable model = new([0.8f, 0.1f, 0.1f, 0.8f, 0.1f, 0.1f, 0.1f, 0.8f, 0.1f, 0.1f, 0.8f, 0.1f, 0.1f, 0.8f, 0.1f], 3);
        ProbabilityTable teacher = new([0.8f, 0.1f, 0.1f, 0.1f, 0.8f, 0.1f, 0.8f, 0.1f, 0.1f, 0.1f, 0.8f, 0.1f, 0.1f, 0.1f, 0.8f], 3);

        var agreement = AgreementReport.Of(new ClassificationPredictions(model, [0, 0, 0, 0, 0], teacher));

        Assert.That(agreement, Is.EqualTo(new AgreementReport(1, 1, 1, 1, 1)));
        Assert.That(agreement.Agreement, Is.EqualTo(0.4));
    }
}
