using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How a model learns from labels alone.</summary>
public class FineTuningOptions : TrainingOptions
{
    /// <summary>ε of label smoothing: the target is (1 − ε) · onehot + ε / classes. Default 0.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; set; }
}
