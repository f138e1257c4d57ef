using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether the teacher does better on the training labels than always naming the most frequent class, or the mean.</summary>
internal sealed class TeacherAccuracy : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        if (!start.Data.HasTargets || !HeadDefinition.Of(start.Outcome.Head).ReadsFirstToken)
        {
            return [];
        }

        var rows = TeacherSample.RowsOf(start);
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
            : [$"{start.TeacherName} is right for {right} of {rows.Length} training rows; always naming '{start.Outcome.Labels[mostFrequent.Key]}' would be for {mostFrequent.Value}. {TeacherSample.Remedy}"];
    }

    private static string[] LookAtValues(StageStart start, int[] rows, List<float[]> outputs)
    {
        var values = rows.Select(row => (double)start.Data.Values[row]).ToList();
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        var error = outputs.Zip(values).Average(pair => (pair.First[0] - pair.Second) * (pair.First[0] - pair.Second));
        return error < variance
            ? []
            : [FormattableString.Invariant($"{start.TeacherName}'s mean squared error on {rows.Length} training rows is {error:G4}; always naming the mean would give {variance:G4}. {TeacherSample.Remedy}")];
    }

    private static List<float[]> Predict(StageStart start, int[] rows)
    {
        using var teacher = new TextClassifier(CompressedModelEncoder.Encode(start.Teacher!, ValueFormat.Float32), start.Threads);
        var predicted = new List<float[]>();
        foreach (var (chunk, batch) in TeacherSample.BatchesOf(start, rows))
        {
            var scores = new float[chunk.Length * teacher.LabelCount];
            teacher.Score(batch, scores);
            predicted.AddRange(scores.Chunk(teacher.LabelCount));
        }

        return predicted;
    }
}
