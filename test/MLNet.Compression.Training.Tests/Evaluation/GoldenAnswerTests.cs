using System.Text.Json;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class GoldenAnswerTests
{
    [Test]
    public void Normalize_Reference_IsEqual()
    {
        foreach (var entry in Entries())
        {
            Assert.That(AnswerText.Normalize(Text(entry, "prediction")), Is.EqualTo(Text(entry, "normalized_prediction")), Text(entry, "prediction"));
            Assert.That(Texts(entry, "answers").Select(AnswerText.Normalize), Is.EqualTo(Texts(entry, "normalized_answers")), Text(entry, "prediction"));
        }
    }

    [Test]
    public void ExactMatch_Reference_IsEqual() => Compare("exact_match", new ExactMatch());

    [Test]
    public void AnswerF1_Reference_IsEqual() => Compare("f1", new AnswerF1());

    [Test]
    public void AnswerF1_NoAnswerOnBothSides_IsOneAsInSquad2()
    {
        var predictions = new AnswerPredictions(["", "", "the"], [[""], ["dog"], [""]]);

        Assert.That(new AnswerF1().Evaluate(predictions), Is.Zero);
        Assert.That(new AnswerF1(noneAgrees: true).Evaluate(predictions), Is.EqualTo(2 / 3.0).Within(1e-12));
        Assert.That(AnswerQuality.Of(predictions).F1, Is.EqualTo(AnswerQuality.Of(predictions).ExactMatch).Within(1e-12));
    }

    [Test]
    public void Constructor_NoRightAnswer_ThrowsNamingQuestion() =>
        Assert.That(() => new AnswerPredictions(["a", "b"], [["a"], []]), Throws.ArgumentException.With.Message.Contains("Question 1"));

    private static void Compare(string property, Metric<AnswerPredictions> metric)
    {
        var comparison = new GoldenComparison("metrics/squad.json");
        var entries = Entries();
        foreach (var (i, entry) in entries.Index())
        {
            var predictions = new AnswerPredictions([Text(entry, "prediction")], [Texts(entry, "answers")]);
            comparison.Add($"[{i}].{property}", metric.Evaluate(predictions), entry.GetProperty(property).GetDouble());
        }

        var all = new AnswerPredictions([.. entries.Select(entry => Text(entry, "prediction"))], [.. entries.Select(entry => Texts(entry, "answers"))]);
        comparison.Add($"mean {property}", metric.Evaluate(all), entries.Average(entry => entry.GetProperty(property).GetDouble()));
        comparison.AssertBelow(1e-12);
    }

    private static JsonElement[] Entries() => [.. GoldenFiles.Json("metrics", "squad.json").EnumerateArray()];

    private static string Text(JsonElement entry, string property) => entry.GetProperty(property).GetString()!;

    private static string[] Texts(JsonElement entry, string property) => [.. entry.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];
}
