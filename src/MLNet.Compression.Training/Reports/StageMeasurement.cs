using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>Measures the model that a stage left.</summary>
public static class StageMeasurement
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
        var probabilities = Predictions.Of(model, validation, threads, cancellationToken);
        using var latency = new LatencyMeasurement(model);
        return new StageResult(
            model.SizeInBytes, QualityReport.Of(probabilities, validation.Labels, teacher), latency.Of(LatencyMeasurement.UsualLength));
    }
}
