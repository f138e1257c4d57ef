using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>Measures the model that a stage left.</summary>
internal static class StageMeasurement
{
    /// <summary>Scores a validation set and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="validation">Rows tokenised by the model's tokenizer.</param>
    /// <param name="teacher">The probabilities of the model's teacher for these rows; null for none.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static StageResult Measure(
        CompressedModel model, TextDataset validation, ProbabilityTable? teacher, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(validation);
        var predictions = new ClassificationPredictions(Predictions.Of(model, validation, threads, cancellationToken), validation.Labels, teacher);
        return Result(model, QualityReport.Of(predictions, hasTeacher: teacher is not null)) with
        {
            Confusion = ConfusionReport.Of(predictions.Confusion, model.Labels),
            Agreement = teacher is null ? null : AgreementReport.Of(predictions),
        };
    }

    /// <summary>Scores a regression's validation set and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="validation">Rows tokenised by the model's tokenizer.</param>
    /// <param name="teacher">The numbers that the model's teacher predicts for these rows; null for none.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static StageResult MeasureValues(
        CompressedModel model, TextDataset validation, float[]? teacher, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(validation);
        var values = Predictions.ValuesOf(model, validation, threads, cancellationToken);
        return Result(model, QualityReport.OfValues(values, validation.Values, teacher));
    }

    /// <summary>A quality with the model's size, and the time of a typical text.</summary>
    public static StageResult Result(CompressedModel model, QualityReport quality)
    {
        using var latency = new LatencyMeasurement(model);
        return new StageResult(model.SizeInBytes, quality, latency.Of(LatencyMeasurement.UsualLength));
    }
}
