using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Data;

/// <summary>The validation set as tokens, and what the teacher predicts for it once there is one.</summary>
internal abstract record ValidationRows(TextDataset Data)
{
    public abstract bool HasTeacher { get; }

    /// <summary>The rows as the training loop measures on them.</summary>
    public abstract ValidationData ForTraining { get; }

    /// <summary>With what a teacher predicts.</summary>
    public abstract ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken);

    /// <summary>How well a model does, and how fast.</summary>
    public abstract StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken);
}
