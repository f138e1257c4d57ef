using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Importance;

/// <summary>Scores every unit of a model from its gradients on a sample of rows.</summary>
/// <remarks>The loss is that of the rows' targets. Where a row has none, it is that of the model's own predicted class.</remarks>
/// <param name="model">The model whose units are scored; not changed.</param>
/// <param name="environment">Seed of the sample, threads, progress, cancellation.</param>
internal sealed class ImportancePass(TextModel model, TrainingEnvironment environment)
{
    /// <summary>Scores every unit by first-order Taylor expansion.</summary>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="rows">The most rows to look at: a seeded sample where there are more.</param>
    /// <exception cref="ArgumentException">There are no rows, or they do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public UnitScores Run(TextDataset data, int rows)
    {
        var scores = new TaylorScores(model);
        new SamplePass(model, environment, new TargetLoss(model)).Run(data, rows, draw: 0, scores.AddBatch);
        return scores.ToScores();
    }
}
