using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Evaluation;

public class EvaluationCatalogTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void EvaluateLoyalty_OfAModelToItself_IsOne()
    {
        var metrics = _ml.MulticlassClassification.EvaluateLoyalty(Fitted.Test, Fitted.Teacher, Fitted.Teacher);

        Assert.That(metrics.Rows, Is.EqualTo(60));
        Assert.That((metrics.LabelLoyalty, metrics.ProbabilityLoyalty), Is.EqualTo((1.0, 1.0)).Within(1e-6));
        Assert.That(metrics.Accuracy, Is.EqualTo(_ml.MulticlassClassification.Evaluate(Fitted.Teacher.Transform(Fitted.Test)).MicroAccuracy).Within(1e-9));
        Assert.That(metrics.TeacherAccuracy, Is.EqualTo(metrics.Accuracy));
    }

    [Test]
    public void EvaluateLoyalty_StudentAndTeacher_CountsRowsOfTheSameClass()
    {
        string[] texts = [.. Messages.Create(60, seed: 8).Select(message => message.Sentence1)];
        var same = texts.Count(text => Best(Fitted.Compressed.Score(text), Fitted.Compressed) == Best(Fitted.Teacher.Score(text), Fitted.Teacher));

        var metrics = _ml.MulticlassClassification.EvaluateLoyalty(Fitted.Test, Fitted.Compressed, Fitted.Teacher);

        Assert.That(metrics.LabelLoyalty, Is.EqualTo(same / 60.0).Within(1e-9));
        Assert.That(metrics.ToDataFrame().Rows.Single()[1], Is.EqualTo(metrics.LabelLoyalty));
    }

    [Test]
    public void EvaluateLoyalty_NoLabels_HasNoAccuracy()
    {
        var metrics = _ml.MulticlassClassification.EvaluateLoyalty(_ml.Transforms.DropColumns("Label").Fit(Fitted.Test).Transform(Fitted.Test), Fitted.Compressed, Fitted.Teacher);

        Assert.That((metrics.Accuracy, metrics.TeacherAccuracy), Is.EqualTo(((double?)null, (double?)null)));
    }

    [Test]
    public void EvaluateLoyalty_TeacherOfAnotherKind_IsAsked()
    {
        var teacher = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(Fitted.Train);

        var metrics = _ml.MulticlassClassification.EvaluateLoyalty(Fitted.Test, Fitted.Teacher, teacher);

        Assert.That(metrics.TeacherAccuracy, Is.EqualTo(_ml.MulticlassClassification.Evaluate(teacher.Transform(Fitted.Test)).MicroAccuracy).Within(1e-9));
        Assert.That(metrics.LabelLoyalty, Is.GreaterThan(0.5));
    }

    [Test]
    public void EvaluateLoyalty_OfRegression_ComparesNumbers()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(90).Select(message => new { message.Sentence1, Label = (float)message.Label.Length }));
        var model = _ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options { Shape = new ModelShape(1, 32, 2, 32), VocabularySize = 200, MaxTokens = 24, Epochs = 2, Threads = 1 }).Fit(data);

        var metrics = _ml.Regression.EvaluateLoyalty(data, model.Quantize(), model);

        Assert.That(metrics.Pearson, Is.GreaterThan(0.9));
        Assert.That(metrics.RootMeanSquaredDifference, Is.GreaterThan(0).And.LessThan(0.5));
        Assert.That(() => _ml.MulticlassClassification.EvaluateLoyalty(data, model, model), Throws.ArgumentException.With.Message.Contains("Regression"));
        Assert.That(() => _ml.Regression.EvaluateLoyalty(Fitted.Test, Fitted.Teacher, Fitted.Teacher), Throws.ArgumentException.With.Message.Contains("MulticlassClassification"));
    }

    [Test]
    public void EvaluateRobustness_Chain_AttacksItsTextModel()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(24, seed: 9));
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher())).Fit(_ml.Data.LoadFromEnumerable(Messages.Create(240)));

        var metrics = _ml.MulticlassClassification.EvaluateRobustness(data, chain, new WordDeletionAttack(), new RobustnessOptions { Threads = 1 });

        Assert.That(metrics.Texts, Has.Count.EqualTo(24));
        Assert.That(metrics.AccuracyUnderAttack, Is.LessThan(metrics.Accuracy));
        foreach (var text in metrics.Texts.Where(text => text.Outcome == AttackOutcome.Fooled))
        {
            Assert.That(text.Prediction, Is.Not.EqualTo(text.Label));
        }

        Assert.That(metrics.ToDataFrame().Rows.Count, Is.EqualTo(1));
        Assert.That(metrics.Texts.ToDataFrame().Rows.Count, Is.EqualTo(24));
    }

    [Test]
    public void EvaluateRobustness_OutcomeOfEachText_IsWhatTheModelPredicts()
    {
        var metrics = _ml.MulticlassClassification.EvaluateRobustness(Fitted.Test, Fitted.Compressed, new TypoAttack(), new RobustnessOptions { Rows = 12 });

        Assert.That(metrics.Texts, Has.Count.EqualTo(12));
        Assert.That(metrics.Texts.Select(text => text.Prediction), Is.EqualTo(metrics.Texts.Select(text => Best(Fitted.Compressed.Score(text.Text), Fitted.Compressed))));
    }

    [Test]
    public void EvaluateRobustness_NoLabels_Throws() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateRobustness(_ml.Data.FilterRowsByColumn(_ml.Data.LoadFromEnumerable(Messages.Create(3)), "Number", lowerBound: 5), Fitted.Teacher, new TypoAttack()),
        Throws.InstanceOf<ArgumentException>());

    private static string Best(float[] scores, TextModelTransformer model) => model.Model.Labels[Array.IndexOf(scores, scores.Max())];
}
