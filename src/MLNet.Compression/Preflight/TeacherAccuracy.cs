using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether the teacher does better on the training labels than always naming the most frequent class, the same labels, or the mean.</summary>
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
        return start.Outcome is MultiLabelOutcome labels ? LookAtLabelSets(start, rows, [.. outputs.Select(row => LabelSet.Above(row, labels.Threshold))])
            : start.Outcome.Labels.Count == 0 ? LookAtValues(start, rows, outputs)
            : LookAtClasses(start, rows, outputs);
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

    private static string[] LookAtLabelSets(StageStart start, int[] rows, LabelSet[] predicted)
    {
        LabelSet[] gold = [.. rows.Select(row => start.Data.LabelSets[row])];
        var (f1, constant) = (new MultiLabelPredictions(predicted, gold).F1(), MultiLabelPredictions.BestConstantF1(gold));
        return f1 > constant
            ? []
            : [FormattableString.Invariant($"{start.TeacherName}'s micro F1 on {rows.Length} training rows is {f1:F3}; always naming the same labels would give {constant:F3}. {TeacherSample.Remedy}")];
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
