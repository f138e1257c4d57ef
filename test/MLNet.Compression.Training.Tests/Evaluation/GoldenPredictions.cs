using System.Text.Json;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

/// <summary>The predictions of the reference files.</summary>
internal static class GoldenPredictions
{
    public static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>One case of classification.json.</summary>
    public static ClassificationPredictions Classes(JsonElement entry) =>
        new(Integers(entry.GetProperty("predictions")), Integers(entry.GetProperty("labels")), entry.GetProperty("classes").GetInt32());

    /// <summary>One case of probabilities.json.</summary>
    public static ClassificationPredictions Probabilities(JsonElement entry) =>
        new(Softmax(entry.GetProperty("student_logits")), Integers(entry.GetProperty("labels")), Softmax(entry.GetProperty("teacher_logits")));

    private static ProbabilityTable Softmax(JsonElement rows)
    {
        float[] logits = [.. rows.EnumerateArray().SelectMany(Numbers).Select(value => (float)value)];
        return ProbabilityTable.Softmax(logits, logits.Length / rows.GetArrayLength());
    }
}
