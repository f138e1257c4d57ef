using MLNet.Compression.Runtime.Inference.Words;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>A model's predictions for tokenised rows.</summary>
internal static class Predictions
{
    private const int BatchRows = 64;

    /// <summary>The probability of each class for each row.</summary>
    /// <param name="model">A classifier.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">The model is no classifier.</exception>
    public static ProbabilityTable Of(CompressedModel model, TextDataset data, int threads = 0, CancellationToken cancellationToken = default) =>
        new(Scores(model, HeadKind.Sequence, data, threads, cancellationToken), model.Labels.Count);

    /// <summary>The probability of each label for each row [rows x labels], where a row may have several.</summary>
    /// <param name="model">A model of several labels a text.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public static float[] OfLabels(CompressedModel model, TextDataset data, int threads = 0, CancellationToken cancellationToken = default) =>
        Scores(model, HeadKind.MultiLabel, data, threads, cancellationToken);

    /// <summary>The value for each row.</summary>
    /// <param name="model">A regression of one value.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">The model is no regression, or one of several values.</exception>
    public static float[] ValuesOf(CompressedModel model, TextDataset data, int threads = 0, CancellationToken cancellationToken = default)
    {
        var values = Scores(model, HeadKind.Regression, data, threads, cancellationToken);
        return values.Length == data.Count ? values : throw new ArgumentException("The model gives several values for a text.", nameof(model));
    }

    /// <summary>The probability of each tag for each word of all rows, one row's words after the other's.</summary>
    /// <param name="model">A model that tags words.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public static ProbabilityTable OfWords(CompressedModel model, IReadOnlyList<TaggedText> rows, int threads = 0, CancellationToken cancellationToken = default)
    {
        using var classifier = new WordClassifier(model, threads);
        var (batch, scores) = (classifier.NewBatch(), new List<float>());
        foreach (var part in rows.Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            foreach (var row in part)
            {
                batch.Add(row.Text, row.Words.Words);
            }

            var words = new float[batch.Places.Count * classifier.LabelCount];
            classifier.Score(batch, words);
            scores.AddRange(words);
        }

        return new ProbabilityTable(scores.ToArray(), classifier.LabelCount);
    }

    private static float[] Scores(CompressedModel model, HeadKind head, TextDataset data, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (model.Head != head)
        {
            throw new ArgumentException($"The model's head is {model.Head}; {head} is needed.", nameof(model));
        }

        using var classifier = new TextClassifier(model, threads);
        var batch = new TokenBatch();
        var scores = new float[data.Count * classifier.LabelCount];
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        for (var start = 0; start < data.Count; start += BatchRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BatchRows, data.Count - start);
            batch.Clear();
            data.CopyTo(batch, rows.AsSpan(start, count));
            classifier.Score(batch, scores.AsSpan(start * classifier.LabelCount, count * classifier.LabelCount));
        }

        return scores;
    }
}
