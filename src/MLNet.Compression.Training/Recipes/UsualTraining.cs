namespace MLNet.Compression.Training.Recipes;

/// <summary>How long and how fast a stage learns where its options leave that open.</summary>
/// <param name="What">What is trained, in messages.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="Epochs">Passes over many rows.</param>
/// <param name="LeastSteps">Optimizer steps below which such a stage comes to little: few rows are passed over more often, to get as many.</param>
internal sealed record UsualTraining(string What, double LearningRate, int Epochs, int LeastSteps)
{
    /// <summary>More passes than these over the same rows teach a model their wording.</summary>
    private const int MostEpochs = 100;

    /// <summary>A model of random weights.</summary>
    public static UsualTraining FromScratch { get; } = new("a model from scratch", 1e-3, Epochs: 3, LeastSteps: 500);

    /// <summary>A pretrained model: the rate and epochs of Devlin et al. 2019, appendix A.3, and for few rows the more steps that Mosbach et al. 2021 ask for.</summary>
    public static UsualTraining Pretrained { get; } = new("a pretrained model", 5e-5, Epochs: 3, LeastSteps: 200);

    /// <summary>A student.</summary>
    public static UsualTraining Distillation { get; } = new("a student", 3e-4, Epochs: 3, LeastSteps: 500);

    /// <summary>A model that loses weights while it learns.</summary>
    public static UsualTraining Pruning { get; } = new("a model that is pruned", 3e-4, Epochs: 3, LeastSteps: 300);

    /// <summary>A model that gets used to rounded weights.</summary>
    public static UsualTraining Quantization { get; } = new("a model that is quantised", 2e-5, Epochs: 1, LeastSteps: 0);

    /// <summary>Passes over the rows that give at least the fewest steps that are of use.</summary>
    /// <param name="stepsPerEpoch">Optimizer steps a pass.</param>
    public int EpochsFor(long stepsPerEpoch) => (int)Math.Clamp((LeastSteps + stepsPerEpoch - 1) / stepsPerEpoch, Epochs, MostEpochs);

    /// <summary>What to say of a stage that is too short to lead to anything; null where it is not.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of each.</param>
    public string? Doubt(string stage, int epochs, long stepsPerEpoch)
    {
        var steps = epochs * stepsPerEpoch;
        return steps >= LeastSteps ? null : FormattableString.Invariant(
            $"{stage}: {steps:N0} steps ({epochs} x {stepsPerEpoch:N0}) are few for {What}; it usually wants {LeastSteps:N0} or more. Leave Epochs unset or set it to {EpochsFor(stepsPerEpoch)}, lower BatchSize x AccumulationSteps, or give more rows.");
    }
}
