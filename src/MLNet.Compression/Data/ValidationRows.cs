using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Data;

/// <summary>The validation set as tokens, and what the teacher predicts for it once there is one.</summary>
internal abstract record ValidationRows(TextDataset Data)
{
    /// <summary>The share of accuracy, or of variance explained, from which a model counts as much worse than its teacher.</summary>
    protected const double FarBelow = 0.1;

    protected const string Remedy = "Train longer (Epochs) or at another LearningRate, give more rows, or check the labels.";

    public abstract bool HasTeacher { get; }

    /// <summary>The rows as the training loop measures on them.</summary>
    public abstract ValidationData ForTraining { get; }

    /// <summary>With what a teacher predicts.</summary>
    public abstract ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken);

    /// <summary>How well a model does, and how fast.</summary>
    public abstract StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken);

    /// <summary>What is wrong with a model of such quality: it does little better than one that knows nothing, or much worse than its teacher.</summary>
    public abstract IEnumerable<string> Doubts(QualityReport quality);

    /// <summary>By how much better than a known share another one has to be to tell them apart: two standard errors of the rows, but two points at least, and never more than half of what is left.</summary>
    protected static double MarginAbove(double share, int rows) => Math.Min(Math.Max(0.02, 2 * Math.Sqrt(share * (1 - share) / rows)), (1 - share) / 2);
}
