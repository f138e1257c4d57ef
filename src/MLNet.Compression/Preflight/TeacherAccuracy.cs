using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether the teacher does better on the training labels than always naming the most frequent class.</summary>
internal sealed class TeacherAccuracy : IPreflightCheck
{
    // Enough to tell chance from knowledge, few enough that the largest teacher takes seconds.
    private const int MostRows = 256;
    private const int BatchRows = 32;

    public IEnumerable<string> Look(StageState state, StageSettings settings)
    {
        var count = Math.Min(MostRows, state.Data.Count);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * state.Data.Count / count))];
        var labels = rows.Select(row => state.Data.Labels[row]).ToList();
        var mostFrequent = labels.CountBy(label => label).MaxBy(entry => entry.Value);
        var right = Predict(state, settings, rows).Zip(labels).Count(pair => pair.First == pair.Second);
        return right > mostFrequent.Value
            ? []
            : [$"The teacher is right for {right} of {count} training rows; always naming '{state.Classes.Names[mostFrequent.Key]}' would be for {mostFrequent.Value}. A student can't learn from it what it does not know: train the teacher longer or at another learning rate, and check its labels."];
    }

    private static List<int> Predict(StageState state, StageSettings settings, int[] rows)
    {
        using var teacher = new TextClassifier(CompressedModelEncoder.Encode(state.Teacher!, ValueFormat.Float32), settings.Threads);
        var (batch, predicted) = (new TokenBatch(), new List<int>());
        foreach (var chunk in rows.Chunk(BatchRows))
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            state.Data.CopyTo(batch, chunk);
            var scores = new float[chunk.Length * teacher.LabelCount];
            teacher.Score(batch, scores);
            predicted.AddRange(scores.Chunk(teacher.LabelCount).Select(row => Array.IndexOf(row, row.Max())));
        }

        return predicted;
    }
}
