using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How a model learns to bear rounded weights and activations.</summary>
public class QuantizationOptions : TrainingOptions
{
    private ValueList<DistillationLoss>? _losses;

    /// <summary>
    /// KDLSQ-BERT (Jin et al. 2021): predictions, hidden states and attention scores of the model as it was before, three epochs of 16 rows a step at 5e-5, at
    /// 1e-3 for clips of weights, and at 3e-2 for those of inputs. For a plan with learnt steps and <see cref="ActivationScheme.LearnedClip"/>. Means over layers stand for the paper's sums.
    /// </summary>
    public static QuantizationOptions KdLsq() => new()
    {
        Epochs = 3,
        BatchSize = 16,
        LearningRate = 5e-5,
        WeightClipLearningRate = 1e-3,
        InputClipLearningRate = 3e-2,
        Losses = [new PredictionLoss { Teachers = [1] }, new HiddenStateLoss { Teachers = [1] }, new AttentionScoreLoss { Teachers = [1] }],
    };

    /// <summary>The peak learning rate of the learnt ranges of <see cref="ActivationScheme.LearnedClip"/>, in units of the inputs. Default 1e-3.</summary>
    [Range(0.0, 10.0)]
    public double InputClipLearningRate { get; set; } = 1e-3;

    /// <summary>The peak learning rate of the clips of <see cref="QuantizationScheme.LearnedStep"/>, which are the largest integer times the step; null, the default, to have the steps learn at <see cref="TrainingOptions.LearningRate"/>.</summary>
    [Range(0.0, 10.0)]
    public double? WeightClipLearningRate { get; set; }

    /// <summary>
    /// What the model minimises meanwhile, as in a <see cref="DistillationRecipe"/>. Teacher 0 is the teacher, or without one the model as it was before; teacher 1
    /// is the model as it was before. Null, the default, for the teacher's predictions and the hidden states of the model as it was. Where
    /// <see cref="PruningOptions"/> prune in the same run, theirs count.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<DistillationLoss>? Losses
    {
        get => _losses;
        set => _losses = value is null ? null : new ValueList<DistillationLoss>(value);
    }
}
