using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class ClassificationPredictionsTests
{
    private static readonly ProbabilityTable _agreeing = new([1f, 0f, 0f, 1f], 2);
    private static readonly ProbabilityTable _opposite = new([0f, 1f, 1f, 0f], 2);

    [Test]
    public void Loyalty_SameProbabilities_IsOne()
    {
        var predictions = new ClassificationPredictions(_agreeing, [], _agreeing);

        Assert.That(new LabelLoyalty().Evaluate(predictions), Is.EqualTo(1));
        Assert.That(new ProbabilityLoyalty().Evaluate(predictions), Is.EqualTo(1));
    }

    [Test]
    public void Loyalty_DisjointProbabilities_IsZeroInBits()
    {
        var predictions = new ClassificationPredictions(_agreeing, [], _opposite);

        Assert.That(new LabelLoyalty().Evaluate(predictions), Is.Zero);
        Assert.That(new ProbabilityLoyalty().Evaluate(predictions), Is.EqualTo(0).Within(1e-12));
        Assert.That(new ProbabilityLoyalty(naturalLogarithm: true).Evaluate(predictions), Is.EqualTo(1 - Math.Sqrt(Math.Log(2))).Within(1e-12));
    }

    [Test]
    public void Accuracy_NoLabels_Throws() =>
        Assert.That(
            () => new Accuracy().Evaluate(new ClassificationPredictions(_agreeing, [])),
            Throws.InvalidOperationException.With.Message.Contains("labels"));

    [Test]
    public void Accuracy_NoRows_IsNotDefined() =>
        Assert.That(new Accuracy().Evaluate(new ClassificationPredictions([], [], 2)), Is.NaN);

    [Test]
    public void LabelLoyalty_NoTeacher_Throws() =>
        Assert.That(
            () => new LabelLoyalty().Evaluate(new ClassificationPredictions(_agreeing, [0, 1])),
            Throws.InvalidOperationException.With.Message.Contains("teacher"));

    [Test]
    public void LogLoss_ProbabilityZero_IsLargeAndFinite() =>
        Assert.That(new LogLoss().Evaluate(new ClassificationPredictions(_agreeing, [1, 1])), Is.EqualTo(-Math.Log(1.17549435e-38) / 2).Within(1e-6));

    [Test]
    public void CalibrationError_SureAndRight_IsZero() =>
        Assert.That(new CalibrationError().Evaluate(new ClassificationPredictions(_agreeing, [0, 1])), Is.Zero);

    [Test]
    public void ClassF1_NoSuchClass_Throws() =>
        Assert.That(() => new ClassF1(2).Evaluate(new ClassificationPredictions(_agreeing, [0, 1])), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_TeacherOfOtherClasses_Throws() =>
        Assert.That(
            () => new ClassificationPredictions(_agreeing, [], new ProbabilityTable([1f, 0f, 0f], 3)),
            Throws.ArgumentException.With.Message.Contains("1 rows of 3 classes"));

    [Test]
    public void Constructor_LabelOutOfRange_ThrowsNamingRow() =>
        Assert.That(() => new ClassificationPredictions(_agreeing, [0, 2]), Throws.ArgumentException.With.Message.Contains("Row 1 has label 2"));

    [Test]
    public void ProbabilityTable_Logits_Throws() =>
        Assert.That(() => new ProbabilityTable([2f, 1f], 2), Throws.ArgumentException.With.Message.Contains("softmax"));

    [TestCase(float.NaN)]
    [TestCase(-0.5f)]
    public void ProbabilityTable_NoProbability_Throws(float value) =>
        Assert.That(() => new ProbabilityTable([value, 1f], 2), Throws.ArgumentException);

    [Test]
    public void MostProbable_Tie_IsFirst() => Assert.That(new ProbabilityTable([0.2f, 0.4f, 0.4f], 3).MostProbable(0), Is.EqualTo(1));
}
