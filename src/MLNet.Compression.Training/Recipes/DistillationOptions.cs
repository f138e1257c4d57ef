using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How a student learns from a teacher: TinyBERT's objective (Jiao et al. 2020) as weighted terms; a weight of 0 leaves a term out.</summary>
public class DistillationOptions : TrainingOptions
{
    /// <summary>For each student layer the teacher layer, from 0, that it learns from; null, the default, spreads them evenly up to the last.</summary>
    public IReadOnlyList<int>? LayerMap { get; set; }

    /// <summary>Weight of the embeddings' mean squared error. Default 1.</summary>
    [Range(0.0, double.MaxValue)]
    public double EmbeddingWeight { get; set; } = 1;

    /// <summary>Weight of the hidden states' mean squared error. Default 1.</summary>
    [Range(0.0, double.MaxValue)]
    public double HiddenStateWeight { get; set; } = 1;

    /// <summary>Weight of the raw attention scores' mean squared error. Default 1. Needs as many heads in the student as in the teacher.</summary>
    [Range(0.0, double.MaxValue)]
    public double AttentionWeight { get; set; } = 1;

    /// <summary>Weight of the cross-entropy with the teacher's predictions, times T² so that it does not shrink at a high temperature. Default 1.</summary>
    [Range(0.0, double.MaxValue)]
    public double PredictionWeight { get; set; } = 1;

    /// <summary>Weight of the cross-entropy with the true labels. Default 0.</summary>
    [Range(0.0, double.MaxValue)]
    public double LabelWeight { get; set; }

    /// <summary>The temperature of both sides' predictions. Default 1.</summary>
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double Temperature { get; set; } = 1;

    /// <summary>Epochs, of all <see cref="TrainingOptions.Epochs"/>, in which only the intermediate terms act: TinyBERT's first stage. Default 0.</summary>
    [Range(0, 10_000)]
    public int IntermediateEpochs { get; set; }

    /// <summary>Where the student's first weights come from. Default <see cref="StudentInitialization.Extract"/>.</summary>
    [Required]
    public StudentInitialization Initialization { get; set; } = StudentInitialization.Extract;

    internal override TrainingOptions Clone()
    {
        var copy = (DistillationOptions)base.Clone();
        copy.LayerMap = LayerMap is null ? null : [.. LayerMap];
        return copy;
    }
}
