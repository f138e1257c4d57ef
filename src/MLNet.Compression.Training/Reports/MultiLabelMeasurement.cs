using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>Measures models of several labels a text.</summary>
/// <param name="validation">Rows tokenised by the models' tokenizer.</param>
/// <param name="threshold">The probability above which a label is predicted.</param>
internal sealed class MultiLabelMeasurement(TextDataset validation, float threshold)
{
    /// <summary>The labels that a model predicts for each row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public LabelSet[] Predict(CompressedModel model, int threads = 0, CancellationToken cancellationToken = default) =>
        [.. Predictions.OfLabels(model, validation, threads, cancellationToken).Chunk(model.Outputs).Select(row => LabelSet.Above(row, threshold))];

    /// <summary>Judges predicted labels.</summary>
    /// <param name="predicted">Those of each row.</param>
    /// <param name="teacher">Those of the model's teacher; null for none.</param>
    public QualityReport Judge(IReadOnlyList<LabelSet> predicted, IReadOnlyList<LabelSet>? teacher)
    {
        var quality = MultiLabelQuality.Of(new MultiLabelPredictions(predicted, validation.LabelSets.ToArray()));
        double? loyalty = teacher is null ? null : predicted.Zip(teacher, (own, other) => own.Is(other) ? 1.0 : 0).Average();
        return new QualityReport(predicted.Count, quality.ExactMatch, loyalty, ProbabilityLoyalty: null) { MultiLabel = quality };
    }

    /// <summary>Scores the rows, judges the labels, and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="teacher">The labels that its teacher predicts; null for none.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public StageResult Measure(CompressedModel model, IReadOnlyList<LabelSet>? teacher, int threads = 0, CancellationToken cancellationToken = default) =>
        StageMeasurement.Result(model, Judge(Predict(model, threads, cancellationToken), teacher));
}
