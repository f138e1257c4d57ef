using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether the teacher does better on the training labels than always naming the most frequent class, or the mean.</summary>
internal sealed class TeacherAccuracy : IPreflightCheck
{
    // Enough to tell chance from knowledge, few enough that the largest teacher takes seconds.
    private const int MostRows = 256;
    private const int BatchRows = 32;

    private const string Remedy = "A student can't learn from it what it does not know: train the teacher longer or at another learning rate, and check its labels.";

    public IEnumerable<string> Look(StageStart start)
    {
        if (!start.Data.HasTargets || !HeadDefinition.Of(start.Outcome.Head).ReadsFirstToken)
        {
            return [];
        }

        var count = Math.Min(MostRows, start.Data.Count);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * start.Data.Count / count))];
        var outputs = Predict(start, rows);
        return start.Outcome.Labels.Count == 0 ? LookAtValues(start, rows, outputs) : LookAtClasses(start, rows, outputs);
    }

    private static string[] LookAtClasses(StageStart start, int[] rows, List<float[]> outputs)
    {
        var labels = rows.Select(row => start.Data.Labels[row]).ToList();
        var mostFrequent = labels.CountBy(label => label).MaxBy(entry => entry.Value);
        var right = outputs.Zip(labels).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == pair.Second);
        return right > mostFrequent.Value
            ? []
            : [$"{start.TeacherName} is right for {right} of {rows.Length} training rows; always naming '{start.Outcome.Labels[mostFrequent.Key]}' would be for {mostFrequent.Value}. {Remedy}"];
    }

    private static string[] LookAtValues(StageStart start, int[] rows, List<float[]> outputs)
    {
        var values = rows.Select(row => (double)start.Data.Values[row]).ToList();
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        var error = outputs.Zip(values).Average(pair => (pair.First[0] - pair.Second) * (pair.First[0] - pair.Second));
        return error < variance
            ? []
            : [FormattableString.Invariant($"{start.TeacherName}'s mean squared error on {rows.Length} training rows is {error:G4}; always naming the mean would give {variance:G4}. {Remedy}")];
    }

    private static List<float[]> Predict(StageStart start, int[] rows)
    {
        using var teacher = new TextClassifier(CompressedModelEncoder.Encode(start.Teacher!, ValueFormat.Float32), start.Threads);
        var (batch, predicted) = (new TokenBatch(), new List<float[]>());
        foreach (var chunk in rows.Chunk(BatchRows))
        {
            start.CancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            (start.TeacherTokens ?? start.Data).CopyTo(batch, chunk);
            var scores = new float[chunk.Length * teacher.LabelCount];
            teacher.Score(batch, scores);
            predicted.AddRange(scores.Chunk(teacher.LabelCount));
        }

        return predicted;
    }
}
