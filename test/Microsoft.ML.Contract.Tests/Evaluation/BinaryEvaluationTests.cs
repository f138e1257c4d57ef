using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Evaluation;

public class BinaryEvaluationTests
{
    private readonly MLContext _context = new();

    private static readonly Row[] s_rows =
    [
        new() { Label = true, Score = 2, Probability = 0.9f },
        new() { Label = true, Score = -1, Probability = 0.25f },
        new() { Label = false, Score = 1, Probability = 0.75f },
        new() { Label = false, Score = -2, Probability = 0.125f },
        new() { Label = true, Score = 0.5f, Probability = 0.5f },
    ];

    [Test]
    public void Evaluate_Counts_ComeFromTheSignOfTheScore()
    {
        var metrics = Evaluate(s_rows);
        Assert.That(metrics.Accuracy, Is.EqualTo(3 / 5.0).Within(1e-9));
        Assert.That(metrics.PositivePrecision, Is.EqualTo(2 / 3.0).Within(1e-9));
        Assert.That(metrics.PositiveRecall, Is.EqualTo(2 / 3.0).Within(1e-9));
        Assert.That(metrics.NegativePrecision, Is.EqualTo(0.5).Within(1e-9));
        Assert.That(metrics.NegativeRecall, Is.EqualTo(0.5).Within(1e-9));
        Assert.That(metrics.F1Score, Is.EqualTo(2 / 3.0).Within(1e-9));
        Assert.That(metrics.ConfusionMatrix.Counts, Is.EqualTo(new[] { new double[] { 2, 1 }, [1, 1] }));
    }

    [Test]
    public void Evaluate_AreaUnderRocCurve_IsTheShareOfPairsInOrder()
    {
        // Positive scores 2, 0.5, -1 against negative 1, -2: of six pairs four are in order.
        Assert.That(Evaluate(s_rows).AreaUnderRocCurve, Is.EqualTo(4 / 6.0).Within(1e-9));
    }

    [Test]
    public void Evaluate_AreaUnderRocCurve_CountsTiesHalf()
    {
        var metrics = Evaluate([new Row { Label = true, Score = 1 }, new Row { Label = false, Score = 1 }, new Row { Label = false, Score = 0 }]);
        Assert.That(metrics.AreaUnderRocCurve, Is.EqualTo(0.75).Within(1e-9));
    }

    [Test]
    public void Evaluate_AreaUnderPrecisionRecallCurve_IsSummedByTrapezoids()
    {
        // By score the labels are + - + + -: precision runs 1 to 1, 1/2 to 2/3, 2/3 to 3/4 as recall grows by thirds.
        var expected = ((1 + 1) + (1 / 2.0 + 2 / 3.0) + (2 / 3.0 + 3 / 4.0)) / 6;
        Assert.That(Evaluate(s_rows).AreaUnderPrecisionRecallCurve, Is.EqualTo(expected).Within(1e-9));
    }

    [Test]
    public void Evaluate_LogLoss_IsInBits()
    {
        var metrics = Evaluate(s_rows);
        var expected = -(Math.Log2(0.9) + Math.Log2(0.25) + Math.Log2(0.25) + Math.Log2(0.875) + Math.Log2(0.5)) / 5;
        var entropy = -(0.6 * Math.Log2(0.6) + 0.4 * Math.Log2(0.4));
        Assert.That(metrics.LogLoss, Is.EqualTo(expected).Within(1e-6));
        Assert.That(metrics.Entropy, Is.EqualTo(entropy).Within(1e-9));
        Assert.That(metrics.LogLossReduction, Is.EqualTo((entropy - expected) / entropy).Within(1e-6));
    }

    [Test]
    public void EvaluateNonCalibrated_WithoutProbability_GivesTheOtherMetrics()
    {
        var rows = s_rows.Select(row => new UncalibratedRow { Label = row.Label, Score = row.Score });
        var metrics = _context.BinaryClassification.EvaluateNonCalibrated(_context.Data.LoadFromEnumerable(rows));
        Assert.That(metrics.Accuracy, Is.EqualTo(3 / 5.0).Within(1e-9));
        Assert.That(metrics.AreaUnderRocCurve, Is.EqualTo(4 / 6.0).Within(1e-9));
    }

    [Test]
    public void Evaluate_ScoresThatAreNotFinite_AreLeftOut()
    {
        Row[] rows = [.. s_rows, new() { Label = true, Score = float.NaN, Probability = 0.5f }, new() { Label = true, Score = float.PositiveInfinity, Probability = 0.5f }];
        Assert.That(Evaluate(rows).ConfusionMatrix.Counts.Sum(row => row.Sum()), Is.EqualTo(5));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Evaluate_OneClassOnly_Throws(bool label)
    {
        Assert.That(() => Evaluate([new Row { Label = label, Score = 1, Probability = 0.5f }]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void GetFormattedConfusionTable_OfTwoClasses_NamesThemPositiveAndNegative()
    {
        var table = Evaluate(s_rows).ConfusionMatrix.GetFormattedConfusionTable();
        Assert.That(table, Does.Contain("positive").And.Contain("negative").And.Contain("TEST POSITIVE RATIO"));
    }

    private CalibratedBinaryClassificationMetrics Evaluate(Row[] rows) =>
        _context.BinaryClassification.Evaluate(_context.Data.LoadFromEnumerable(rows));

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class UncalibratedRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
