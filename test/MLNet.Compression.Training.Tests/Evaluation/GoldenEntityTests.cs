using System.Text.Json;
using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class GoldenEntityTests
{
    [Test]
    public void Read_Reference_IsEqual()
    {
        foreach (var entry in GoldenFiles.Json("metrics", "entities.json").GetProperty("single").EnumerateArray())
        {
            var expected = entry.GetProperty("entities").EnumerateArray().Select(entity => new Entity(entity[0].GetString()!, entity[1].GetInt32(), entity[2].GetInt32()));

            Assert.That(Entity.Read(Tags(entry.GetProperty("tags"))), Is.EqualTo(expected), entry.GetProperty("tags").ToString());
        }
    }

    [Test]
    public void EntityF1_Corpora_EqualReference()
    {
        var comparison = new GoldenComparison("metrics/entities.json");
        foreach (var (i, entry) in GoldenFiles.Json("metrics", "entities.json").GetProperty("corpora").EnumerateArray().Index())
        {
            var predictions = new EntityPredictions(Sequences(entry, "predicted"), Sequences(entry, "gold"));
            comparison.Add($"corpora[{i}].f1", new EntityF1().Evaluate(predictions), Number(entry, "f1"));
            comparison.Add($"corpora[{i}].macro_f1", new MacroEntityF1().Evaluate(predictions), Number(entry, "macro_f1"));
            comparison.Add($"corpora[{i}].precision", predictions.Precision(), Number(entry, "precision"));
            comparison.Add($"corpora[{i}].recall", predictions.Recall(), Number(entry, "recall"));
            foreach (var type in entry.GetProperty("per_type").EnumerateObject())
            {
                comparison.Add($"corpora[{i}].{type.Name}.precision", predictions.Precision(type.Name), Number(type.Value, "precision"));
                comparison.Add($"corpora[{i}].{type.Name}.recall", predictions.Recall(type.Name), Number(type.Value, "recall"));
                comparison.Add($"corpora[{i}].{type.Name}.f1", predictions.F1(type.Name), Number(type.Value, "f1"));
            }
        }

        comparison.AssertBelow(1e-12);
    }

    [Test]
    public void Constructor_OtherLength_ThrowsNamingSequence() =>
        Assert.That(() => new EntityPredictions([["O"], ["O"]], [["O"], ["O", "O"]]), Throws.ArgumentException.With.Message.Contains("Sequence 1"));

    [Test]
    public void Evaluate_NoEntities_IsZeroAndUndefined()
    {
        var predictions = new EntityPredictions([["O"]], [["O"]]);

        Assert.That(new EntityF1().Evaluate(predictions), Is.Zero);
        Assert.That(new MacroEntityF1().Evaluate(predictions), Is.NaN);
    }

    private static string[] Tags(JsonElement tags) => [.. tags.EnumerateArray().Select(tag => tag.GetString()!)];

    private static string[][] Sequences(JsonElement entry, string property) => [.. entry.GetProperty(property).EnumerateArray().Select(Tags)];

    private static double Number(JsonElement entry, string property) => entry.GetProperty(property).GetDouble();
}
