using Microsoft.ML;

namespace MLNet.Compression.Tests.QuestionAnswering;

/// <summary>Models compared with their teacher, and attacked.</summary>
public partial class QuestionAnswerTrainerTests
{
    [Test]
    public void EvaluateAnswerLoyalty_OfAModelToItself_IsOne()
    {
        var metrics = _ml.MulticlassClassification.EvaluateAnswerLoyalty(_test.Value, _model.Value, _model.Value);

        Assert.That((metrics.Rows, metrics.SameAnswers, metrics.F1, metrics.ProbabilityDifference), Is.EqualTo((60, 1.0, 1.0, (double?)0)));
    }

    [Test]
    public void EvaluateAnswerLoyalty_CoarseStudent_CountsSameAnswers()
    {
        var student = _model.Value.Quantize(QuantizationScheme.Binary);
        var (own, other) = (Read(student.Transform(_test.Value)), Read(_model.Value.Transform(_test.Value)));

        var metrics = _ml.MulticlassClassification.EvaluateAnswerLoyalty(_test.Value, student, _model.Value);

        Assert.That(metrics.SameAnswers, Is.EqualTo(own.Zip(other).Average(row => row.First.Answer[0] == row.Second.Answer[0] ? 1.0 : 0)).Within(1e-12).And.LessThan(1));
        Assert.That(metrics.F1, Is.GreaterThanOrEqualTo(metrics.SameAnswers));
        Assert.That(metrics.ProbabilityDifference, Is.EqualTo(own.Zip(other).Average(row => Math.Abs((double)row.First.Score[0] - row.Second.Score[0]))).Within(1e-6));
        Assert.That(metrics.ToDataFrame().Rows.Single()[1], Is.EqualTo(metrics.SameAnswers));
    }

    [Test]
    public void EvaluateAnswerLoyalty_TeacherOfAnotherKind_IsReadByItsColumn()
    {
        var teacher = _ml.Transforms.CopyColumns("Answer", "TrainingAnswer").Fit(_test.Value);

        var metrics = _ml.MulticlassClassification.EvaluateAnswerLoyalty(_test.Value, _model.Value, teacher);

        Assert.That(metrics.SameAnswers, Is.EqualTo(_ml.MulticlassClassification.EvaluateAnswers(_model.Value.Transform(_test.Value)).ExactMatch).Within(1e-12));
        Assert.That(metrics.ProbabilityDifference, Is.Null);
    }

    [Test]
    public void EvaluateAnswerRobustness_Deletion_ChangesQuestionsOnly()
    {
        var metrics = _ml.MulticlassClassification.EvaluateAnswerRobustness(_test.Value, _model.Value, new WordDeletionAttack(), new RobustnessOptions { Rows = 20, Threads = 1 });

        TestContext.Out.WriteLine(metrics);
        var questions = Questions.Create(60, seed: 2);
        foreach (var text in metrics.Texts)
        {
            Assert.That(text.Label, Is.EqualTo(questions[text.Row].TrainingAnswer));
            Assert.That(text.Prediction, Is.EqualTo(_model.Value.FindAnswers(text.Text, questions[text.Row].Context, top: 1)[0].In(questions[text.Row].Context)));
            Assert.That(text.Text.Length, text.Outcome == AttackOutcome.Fooled ? Is.LessThan(questions[text.Row].Question.Length) : Is.EqualTo(questions[text.Row].Question.Length));
        }

        Assert.That(metrics.QualityUnderAttack.ExactMatch, Is.EqualTo(metrics.Texts.Average(text => text.Outcome == AttackOutcome.Held ? 1.0 : 0)).Within(1e-12).And.LessThan(metrics.Quality.ExactMatch));
        Assert.That(metrics.ToDataFrame()["F1UnderAttack"][0], Is.EqualTo(metrics.QualityUnderAttack.F1));
    }

    [Test]
    public void EvaluateAnswerRobustness_Faults_AreNamed()
    {
        Assert.That(
            () => _ml.MulticlassClassification.EvaluateAnswerRobustness(_test.Value, _model.Value, new TypoAttack { OnPair = true }), Throws.ArgumentException.With.Message.Contains("questions alone"));
        Assert.That(
            () => _ml.MulticlassClassification.EvaluateAnswerRobustness(_test.Value, _model.Value, new TypoAttack(), answerColumnName: "Right"),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Right'"));
        Assert.That(() => _ml.Regression.EvaluateLoyalty(_test.Value, _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("EvaluateAnswerLoyalty"));
    }
}
