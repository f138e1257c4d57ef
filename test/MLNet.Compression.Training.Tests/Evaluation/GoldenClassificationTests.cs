using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class GoldenClassificationTests
{
    [Test]
    public void Accuracy_Classification_EqualsReference() => Compare("classification.json", "accuracy", new Accuracy());

    [Test]
    public void LabelLoyalty_Probabilities_EqualsReference() => Compare("probabilities.json", "label_loyalty", new LabelLoyalty());

    [Test]
    public void ProbabilityLoyalty_Base2_EqualsReference() => Compare("probabilities.json", "probability_loyalty_base2", new ProbabilityLoyalty());

    [Test]
    public void ProbabilityLoyalty_Natural_EqualsReference() =>
        Compare("probabilities.json", "probability_loyalty_natural", new ProbabilityLoyalty(naturalLogarithm: true));

    [Test]
    public void MacroF1_AllClasses_EqualsReference() => Compare("classification.json", "f1_macro_all_classes", new MacroF1());

    [Test]
    public void MacroF1_PresentClasses_EqualsReference() => Compare("classification.json", "f1_macro_present_classes", new MacroF1(onlyPresent: true));

    [Test]
    public void MicroF1_Classification_EqualsReference() => Compare("classification.json", "f1_micro", new MicroF1());

    [Test]
    public void ClassF1_TwoClasses_EqualsReference() => Compare("classification.json", "f1_binary_positive_1", new ClassF1(1));

    [Test]
    public void MatthewsCorrelation_Classification_EqualsReference() => Compare("classification.json", "matthews", new MatthewsCorrelation());

    [Test]
    public void LogLoss_Probabilities_EqualsReference() => Compare("probabilities.json", "log_loss", new LogLoss());

    [Test]
    public void BrierScore_Probabilities_EqualsReference() => Compare("probabilities.json", "brier", new BrierScore());

    [Test]
    public void CalibrationError_Probabilities_EqualsReference() => Compare("probabilities.json", "ece15", new CalibrationError(15));

    [Test]
    public void Confusion_Classification_EqualsReference()
    {
        foreach (var entry in GoldenFiles.Json("metrics", "classification.json").EnumerateArray())
        {
            var confusion = GoldenPredictions.Classes(entry).Confusion;
            var comparison = new GoldenComparison("metrics/classification.json");
            var rows = entry.GetProperty("confusion");
            for (var label = 0; label < confusion.Classes; label++)
            {
                for (var prediction = 0; prediction < confusion.Classes; prediction++)
                {
                    comparison.Add($"confusion[{label}][{prediction}]", confusion[label, prediction], rows[label][prediction].GetInt32());
                }

                comparison.Add($"precision[{label}]", confusion.Precision(label), entry.GetProperty("precision_per_class")[label].GetDouble());
                comparison.Add($"recall[{label}]", confusion.Recall(label), entry.GetProperty("recall_per_class")[label].GetDouble());
                comparison.Add($"f1[{label}]", confusion.F1(label), entry.GetProperty("f1_per_class")[label].GetDouble());
            }

            comparison.AssertBelow(1e-12);
        }
    }

    /// <remarks>Probabilities are float32, so the metrics made of them agree to float32's accuracy; the others exactly.</remarks>
    private static void Compare(string file, string property, Metric<ClassificationPredictions> metric)
    {
        var comparison = new GoldenComparison("metrics/" + file);
        var entries = GoldenFiles.Json("metrics", file).EnumerateArray().ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            if (!entries[i].TryGetProperty(property, out var expected))
            {
                continue;
            }

            var predictions = file == "classification.json" ? GoldenPredictions.Classes(entries[i]) : GoldenPredictions.Probabilities(entries[i]);
            comparison.Add($"[{i}].{property}", metric.Evaluate(predictions), expected.GetDouble());
        }

        comparison.AssertBelow(file == "classification.json" ? 1e-12 : 1e-6);
    }
}
