using System.Text.Json;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class GoldenRegressionTests
{
    [Test]
    public void PearsonCorrelation_Reference_IsEqual() => Compare("pearson", new PearsonCorrelation());

    [Test]
    public void SpearmanCorrelation_Reference_IsEqual() => Compare("spearman", new SpearmanCorrelation());

    [Test]
    public void Constructor_NotFinite_ThrowsNamingRow() =>
        Assert.That(() => new RegressionPredictions([0, double.NaN], [0, 1]), Throws.ArgumentException.With.Message.Contains("Row 1 has the prediction NaN"));

    [Test]
    public void Constructor_OtherNumberOfTargets_Throws() => Assert.That(() => new RegressionPredictions([0, 1], [0]), Throws.ArgumentException);

    private static void Compare(string property, Metric<RegressionPredictions> metric)
    {
        var comparison = new GoldenComparison("metrics/correlation.json");
        foreach (var entry in GoldenFiles.Json("metrics", "correlation.json").EnumerateArray())
        {
            var predictions = new RegressionPredictions(GoldenPredictions.Numbers(entry.GetProperty("x")), GoldenPredictions.Numbers(entry.GetProperty("y")));
            var (value, expected) = (metric.Evaluate(predictions), entry.GetProperty(property));
            if (expected.ValueKind == JsonValueKind.Null)
            {
                Assert.That(value, Is.NaN, entry.GetProperty("kind").GetString());
            }
            else
            {
                comparison.Add($"{entry.GetProperty("kind").GetString()}.{property}", value, expected.GetDouble());
            }
        }

        comparison.AssertBelow(1e-9);
    }
}
