namespace MLNet.Compression.Tests.MultiLabelTextClassification;

/// <summary>Models compared with their teacher, and attacked.</summary>
public partial class MultiLabelTrainerTests
{
    [Test]
    public void EvaluateMultiLabelLoyalty_OfAModelToItself_IsOne()
    {
        var metrics = _ml.MulticlassClassification.EvaluateMultiLabelLoyalty(_test.Value, _model.Value, _model.Value);

        Assert.That((metrics.Rows, metrics.LabelLoyalty, metrics.MicroF1, metrics.MacroF1), Is.EqualTo((80, 1.0, 1.0, 1.0)));
        Assert.That(metrics.ProbabilityLoyalty, Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void EvaluateMultiLabelLoyalty_CoarseStudentOfAnotherOrder_CountsLabelsByName()
    {
        var student = (TextModelTransformer)_model.Value.Quantize(QuantizationScheme.LearnedStep(2));
        var same = Read(student).Zip(Read(_model.Value)).Average(row => row.First.PredictedLabel.Order().SequenceEqual(row.Second.PredictedLabel.Order()) ? 1.0 : 0);

        var metrics = _ml.MulticlassClassification.EvaluateMultiLabelLoyalty(_test.Value, student, _model.Value);

        Assert.That(metrics.LabelLoyalty, Is.EqualTo(same).Within(1e-12).And.LessThan(1));
        Assert.That(metrics.ProbabilityLoyalty, Is.EqualTo(MeanLoyalty(student)).Within(1e-5));
        Assert.That(metrics.Labels.Sum(label => label.Rows), Is.EqualTo(Read(_model.Value).Sum(row => row.PredictedLabel.Length)), "the teacher's labels count as true");
        Assert.That(metrics.ToDataFrame().Rows.Single()[1], Is.EqualTo(metrics.LabelLoyalty));
    }

    [Test]
    public void EvaluateMultiLabelRobustness_Deletion_ChangesTheLabels()
    {
        var metrics = _ml.MulticlassClassification.EvaluateMultiLabelRobustness(_test.Value, _model.Value, new WordDeletionAttack(), new RobustnessOptions { Rows = 30, Threads = 1 });

        TestContext.Out.WriteLine(metrics);
        Assert.That(metrics.Texts, Has.Count.EqualTo(30));
        Assert.That(metrics.QualityUnderAttack.ExactMatch, Is.EqualTo(metrics.Texts.Average(text => text.Outcome == AttackOutcome.Held ? 1.0 : 0)).Within(1e-12));
        Assert.That(metrics.Quality.ExactMatch, Is.EqualTo(metrics.Texts.Average(text => text.Outcome == AttackOutcome.WrongBefore ? 0 : 1.0)).Within(1e-12));
        Assert.That(metrics.QualityUnderAttack.ExactMatch, Is.LessThan(metrics.Quality.ExactMatch));
        foreach (var text in metrics.Texts.Where(text => text.Outcome == AttackOutcome.Fooled))
        {
            Assert.That(text.Prediction, Is.Not.EqualTo(text.Label));
        }

        Assert.That(metrics.ToDataFrame()["MicroF1UnderAttack"][0], Is.EqualTo(metrics.QualityUnderAttack.MicroF1));
    }

    [Test]
    public void EvaluateMultiLabelRobustness_OtherTask_NamesTheMethod() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateAnswerRobustness(_test.Value, _model.Value, new TypoAttack()), Throws.ArgumentException.With.Message.Contains("EvaluateMultiLabelRobustness"));

    /// <summary>The mean of 1 − sqrt(JS) of all probabilities, worked out in another way.</summary>
    private static double MeanLoyalty(TextModelTransformer student) => Read(student).SelectMany(row => row.Score).Zip(Read(_model.Value).SelectMany(row => row.Score), (p, q) =>
        1 - Math.Sqrt(Math.Max(0, Entropy((p + (double)q) / 2) - ((Entropy(p) + Entropy(q)) / 2)))).Average();

    private static double Entropy(double p) => p is <= 0 or >= 1 ? 0 : -((p * Math.Log2(p)) + ((1 - p) * Math.Log2(1 - p)));
}
