using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>Whether a teacher that tags words does better on the training labels than always giving the most frequent tag.</summary>
internal sealed class TeacherTags : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        if (!start.Data.HasTargets || !start.HasWords)
        {
            return [];
        }

        var rows = TeacherSample.RowsOf(start);
        int[] labels = [.. rows.SelectMany(row => start.Data.TokenLabelsOf(row).ToArray()).Where(label => label != TokenTargets.None)];
        if (labels.Length == 0)
        {
            return [];
        }

        var mostFrequent = labels.CountBy(label => label).MaxBy(entry => entry.Value);
        var right = Right(start, rows);
        return right > mostFrequent.Value
            ? []
            : [$"{start.TeacherName} is right for {right} of {labels.Length} words of {rows.Length} training rows; always giving '{start.Outcome.Labels[mostFrequent.Key]}' would be for {mostFrequent.Value}. {TeacherSample.Remedy}"];
    }

    private static int Right(StageStart start, int[] rows)
    {
        using var teacher = new TokenClassifier(CompressedModelEncoder.Encode(start.Teacher!, ValueFormat.Float32), start.Threads);
        var right = 0;
        foreach (var (chunk, batch) in TeacherSample.BatchesOf(start, rows))
        {
            var scores = new float[batch.TokenCount * teacher.LabelCount];
            teacher.Score(batch, scores);
            int[] labels = [.. chunk.SelectMany(row => start.Data.TokenLabelsOf(row).ToArray())];
            right += labels.Index().Count(token => token.Item != TokenTargets.None
                && TensorPrimitives.IndexOfMax<float>(scores.AsSpan(token.Index * teacher.LabelCount, teacher.LabelCount)) == token.Item);
        }

        return right;
    }
}
