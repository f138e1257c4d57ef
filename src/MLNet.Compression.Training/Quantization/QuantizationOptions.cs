using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How a model learns to bear rounded weights and activations.</summary>
public class QuantizationOptions : TrainingOptions, IValidatableObject
{
    private ValueList<DistillationLoss>? _losses;
    private ValueList<QuantizationStage>? _stages;

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

    /// <summary>
    /// BinaryBERT (Bai et al. 2021), for <see cref="QuantizationPlan.BinaryBert"/> and a model of half the width that its binary form is to have: it learns with ternary weights
    /// what the model as it was before has inside (hidden states and attention scores), then what it predicts; each ternary weight is split into two binary ones; and both
    /// stages follow again. Epochs, eight in all, two a stage, and the rate of 5e-5 are ours: the paper chooses them by task.
    /// </summary>
    public static QuantizationOptions BinaryBert()
    {
        DistillationLoss[] states = [new HiddenStateLoss { Teachers = [1] }, new AttentionScoreLoss { Teachers = [1] }];
        DistillationLoss[] predictions = [new PredictionLoss { Teachers = [1] }];
        return new()
        {
            Epochs = 8,
            LearningRate = 5e-5,
            Stages =
            [
                new QuantizationStage("ternary states", 1, states),
                new QuantizationStage("ternary predictions", 1, predictions),
                new QuantizationStage("binary states", 1, states) { Splits = true },
                new QuantizationStage("binary predictions", 1, predictions),
            ],
        };
    }

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

    /// <summary>
    /// Parts of the training with losses of their own, one after the other, each with warm-up and decay of the rate of its own; <see cref="Losses"/> stay unset where there are
    /// any. Null, the default, for one with <see cref="Losses"/>. Not for a run that prunes.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<QuantizationStage>? Stages
    {
        get => _stages;
        set => _stages = value is null ? null : new ValueList<QuantizationStage>(value);
    }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => FaultsOfStages().Select(fault => new ValidationResult(fault));

    private IEnumerable<string> FaultsOfStages()
    {
        if (Stages is null)
        {
            yield break;
        }

        if (Losses is not null)
        {
            yield return $"{nameof(Losses)} and {nameof(Stages)} are set, but each of the {nameof(Stages)} has losses of its own: leave {nameof(Losses)} unset.";
        }

        if (Stages.Contains(null!))
        {
            yield return $"{nameof(Stages)} has one that is null: leave it out.";
        }

        foreach (var name in Stages.OfType<QuantizationStage>().CountBy(stage => stage.Name).Where(count => count.Value > 1).Select(count => count.Key))
        {
            yield return $"{nameof(Stages)} has several that are called '{name}': give each a name of its own, by which a run that is resumed finds its state.";
        }
    }
}
