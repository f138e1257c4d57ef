using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>How blocks of weights are removed while the model goes on learning from its teacher.</summary>
public class BlockPruningOptions : TrainingOptions
{
    /// <summary>The share of the encoder's matrix weights to remove. Default 0.75.</summary>
    [Share(BelowOne = true)]
    public double Sparsity { get; set; } = 0.75;

    /// <summary>The block: 16 outputs x 4 inputs, other multiples of 4 x 4, which all make scoring faster, or 1 x 1. Default 16 x 4.</summary>
    [Required]
    [KernelBlock]
    public BlockShape Block { get; set; } = BlockShape.Kernel;

    /// <summary>Among which blocks the weakest are chosen. Default <see cref="BlockRanking.PerMatrix"/>.</summary>
    public BlockRanking Ranking { get; set; } = BlockRanking.PerMatrix;

    /// <summary>The share of the steps over which the sparsity rises, fast at first (a cubic ramp). Default 0.6.</summary>
    [Share]
    public double RampShare { get; set; } = 0.6;

    /// <summary>Steps between two choices of the blocks. Default 20.</summary>
    [Range(1, int.MaxValue)]
    public int MaskInterval { get; set; } = 20;

    /// <summary>Weight of the group lasso Σ sqrt(elements) ‖block‖₂, which drives whole blocks towards zero. Default 0.</summary>
    [Range(0.0, double.MaxValue)]
    public double GroupLassoWeight { get; set; }

    /// <summary>Weight of the cross-entropy with the teacher's predictions, times T² so that it does not shrink at a high temperature. Default 1.</summary>
    [Range(0.0, double.MaxValue)]
    public double PredictionWeight { get; set; } = 1;

    /// <summary>Weight of the mean squared error between the hidden states before and after pruning. Default 2.</summary>
    [Range(0.0, double.MaxValue)]
    public double HiddenStateWeight { get; set; } = 2;

    /// <summary>Weight of the cross-entropy with the true labels. Default 0.</summary>
    [Range(0.0, double.MaxValue)]
    public double LabelWeight { get; set; }

    /// <summary>The temperature of both sides' predictions. Default 1.</summary>
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double Temperature { get; set; } = 1;
}
