namespace Microsoft.ML.Contract.Tests.Evaluation;

public class RegressionEvaluationTests
{
    private readonly MLContext _context = new();

    // Errors -1, 1, 2, 0; labels around a mean of 2.5.
    private static readonly Row[] s_rows =
    [
        new() { Label = 1, Score = 2 },
        new() { Label = 2, Score = 1 },
        new() { Label = 3, Score = 1 },
        new() { Label = 4, Score = 4 },
    ];

    [Test]
    public void Evaluate_Errors_AreAveraged()
    {
        var metrics = _context.Regression.Evaluate(_context.Data.LoadFromEnumerable(s_rows));
        Assert.That(metrics.MeanAbsoluteError, Is.EqualTo(1).Within(1e-9));
        Assert.That(metrics.MeanSquaredError, Is.EqualTo(1.5).Within(1e-9));
        Assert.That(metrics.RootMeanSquaredError, Is.EqualTo(Math.Sqrt(1.5)).Within(1e-9));
        Assert.That(metrics.LossFunction, Is.EqualTo(1.5).Within(1e-9));
        Assert.That(metrics.RSquared, Is.EqualTo(1 - 6 / 5.0).Within(1e-9));
    }

    [Test]
    public void Evaluate_MissingLabelsAndScores_AreLeftOut()
    {
        Row[] rows = [.. s_rows, new() { Label = float.NaN, Score = 9 }, new() { Label = 9, Score = float.NaN }];
        Assert.That(_context.Regression.Evaluate(_context.Data.LoadFromEnumerable(rows)).MeanSquaredError, Is.EqualTo(1.5).Within(1e-9));
    }

    [Test]
    public void Evaluate_LabelThatDoesNotExist_Throws()
    {
        var data = _context.Data.LoadFromEnumerable(s_rows);
        Assert.That(() => _context.Regression.Evaluate(data, labelColumnName: "Other"), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private sealed class Row
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
