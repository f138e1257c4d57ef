using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>How a model learns from labels alone.</summary>
public class FineTuningOptions : TrainingOptions
{
    /// <summary>ε of label smoothing: the target is (1 − ε) · onehot + ε / classes. Default 0.</summary>
    [Share(BelowOne = true)]
    public double LabelSmoothing { get; set; }
}
