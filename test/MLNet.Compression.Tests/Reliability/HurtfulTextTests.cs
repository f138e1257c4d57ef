using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Reliability;
using MLNet.Compression.Reliability.Soaking;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Reliability;

/// <summary>Texts that hurt are scored, and trained on, as documented in docs/reliability.md.</summary>
[TestFixture]
internal sealed class HurtfulTextTests
{
    private static readonly MLContext _ml = new(seed: 1);
    private static readonly Lazy<QuantizationTransformer> _model = new(() => TrainedModel.Fit(_ml));

    private static IEnumerable<TestCaseData> Texts => HurtfulTexts.All.Select(text => new TestCaseData(text).SetArgDisplayNames(text.Name));

    [TestCaseSource(nameof(Texts))]
    public void EveryWayToScore_HurtfulText_GivesTheProbabilitiesOfItsPlainEquivalent(HurtfulText text)
    {
        var expected = _model.Value.Score(text.Equivalent);

        foreach (var (name, score) in new ScoringWays(_ml, _model.Value, [text.Create(), "fine"]).All)
        {
            Assert.That(score()[0], Is.EqualTo(expected), name);
        }

        Assert.That(expected.Sum(), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Transform_NullCell_IsAnEmptyText()
    {
        var rows = _ml.Data.LoadFromEnumerable([new TextRow { Text = null! }]);

        var scored = _model.Value.Transform(rows);

        Assert.That(scored.GetColumn<float[]>("Score").Single(), Is.EqualTo(_model.Value.Score("")));
    }

    [Test]
    public void Transform_UnknownLabel_IsNotLookedAt()
    {
        var rows = _ml.Data.LoadFromEnumerable([new TextRow { Text = "good", Label = "never seen" }]);

        Assert.That(_model.Value.Transform(rows).GetColumn<float[]>("Score").Single(), Is.EqualTo(_model.Value.Score("good")));
    }

    [Test]
    public void Fit_HurtfulTexts_TrainsAModelThatScores()
    {
        var hurtful = HurtfulTexts.All.Select((text, i) => new TextRow { Text = text.Create(), Label = i % 2 == 0 ? "even" : "odd" });
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Rows(40).Concat(hurtful).Append(new TextRow { Text = null!, Label = "odd" }));

        using var model = _ml.MulticlassClassification.Trainers.TextClassification(Options()).Fit(Key(rows));

        Assert.That(model.Score("good"), Has.All.InRange(0f, 1f));
    }

    [Test]
    public void Fit_RowsWithUnknownLabels_AreLeftOut()
    {
        var known = _ml.Data.LoadFromEnumerable(TrainedModel.Rows(40));
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(known);
        var more = _ml.Data.LoadFromEnumerable(TrainedModel.Rows(40).Concat(
            [new TextRow { Text = "good", Label = "never seen" }, new TextRow { Text = "bad", Label = null! }]));
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(Options());

        using var expected = trainer.Fit(keys.Transform(known));
        using var actual = trainer.Fit(keys.Transform(more));

        Assert.That(actual.Score("good"), Is.EqualTo(expected.Score("good")));
    }

    [Test]
    public void Fit_LabelThatIsNoUnicode_IsRefused()
    {
        var rows = _ml.Data.LoadFromEnumerable([new TextRow { Text = "a", Label = "\ud800" }, new TextRow { Text = "b", Label = "x" }]);

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.TextClassification(Options()).Fit(Key(rows)),
            Throws.InvalidOperationException.With.Message.Contains("surrogate"));
    }

    private static IDataView Key(IDataView rows) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);

    private static TextClassificationTrainer.Options Options() => Small.Teacher(options =>
    {
        options.Sentence1ColumnName = nameof(TextRow.Text);
        options.Epochs = 1;
    });
}
