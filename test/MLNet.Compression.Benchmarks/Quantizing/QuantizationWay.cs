using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Quantizing;

/// <summary>One way to quantise.</summary>
/// <param name="Plan">The formats.</param>
/// <param name="Training">How the model comes to them.</param>
/// <param name="LearningRate">The peak learning rate where it trains.</param>
/// <param name="Epochs">Passes over the rows where it trains.</param>
internal sealed record QuantizationWay(Named<QuantizationPlan> Plan, QuantizationTraining Training, double LearningRate, int Epochs) : CompressionWay
{
    /// <inheritdoc/>
    public override string ToString() => Training.Trains
        ? string.Create(CultureInfo.InvariantCulture, $"{Plan.Name}, {Training.Name}, rate {LearningRate:G3}, {Epochs} epochs")
        : $"{Plan.Name}, {Training.Name}";

    /// <inheritdoc/>
    public override TextModelTransformer Compress(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var options = Training.Options(Plan.Value, LearningRate);
        options.Teacher = subject.Teacher;
        options.Seed = seed;
        options.Progress = progress;
        options.CancellationToken = stop;
        if (options.QuantizationAwareTraining is { } training)
        {
            training.Epochs = Epochs;
        }

        return ml.MulticlassClassification.Trainers.Quantize(subject.Model, options).Fit(subject.View(ml));
    }
}
