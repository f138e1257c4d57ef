namespace MLNet.Compression.Training.Recipes;

/// <summary>How long and how fast a stage learns where its options leave that open.</summary>
/// <remarks>
/// Chosen on a fifth, held back, of the 1,230 training texts of the quick start, with 32 rows a step. From scratch 2 layers of 128
/// features had 0.26 right after 93 steps at 5e-4, and 0.72 after 465 and 0.74 after 930 at 1e-3; 4 layers of 256 had 0.42 after 465 at
/// 5e-4 and stayed at chance at 1e-3. A student of 2 layers of 64 had 0.71 after 93 steps, 0.75 after 527 and 0.76 after 992 at 3e-4, and
/// 0.75 after 527 at 1e-3; with three quarters of its blocks pruned it kept 0.63 in 93 steps and 0.69 in 403 at 3e-4, 0.72 at 1e-3.
/// </remarks>
/// <param name="What">What is trained, in messages.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="Epochs">Passes over many rows.</param>
/// <param name="Steps">Optimizer steps: few rows are passed over more often, to get as many.</param>
internal sealed record UsualTraining(string What, double LearningRate, int Epochs, int Steps)
{
    /// <summary>More passes than these over the same rows teach a model their wording.</summary>
    private const int MostEpochs = 100;

    private const double RateFromScratch = 1e-3;
    private const double WidthOfThatRate = 128;

    /// <summary>A pretrained model: the rate and epochs of Devlin et al. 2019, appendix A.3, and with few rows the more steps that Mosbach et al. 2021 ask for.</summary>
    public static UsualTraining Pretrained { get; } = new("a pretrained model", 5e-5, Epochs: 3, Steps: 300);

    /// <summary>A pretrained model that goes on with running text: the rate of its first pretraining's end, one pass over what is usually much text.</summary>
    public static UsualTraining ContinuedPretraining { get; } = new("a pretrained model on running text", 1e-4, Epochs: 1, Steps: 500);

    /// <summary>A student, from its teacher's weights or from random ones.</summary>
    public static UsualTraining Distillation { get; } = new("a student", 3e-4, Epochs: 3, Steps: 500);

    /// <summary>A static model: a step moves only the vectors of its tokens, so there are many, and far ones.</summary>
    public static UsualTraining Static { get; } = new("a static model", 1e-3, Epochs: 3, Steps: 3000);

    /// <summary>A model that loses weights while it learns: the ramp needs steps to give every removal time to heal.</summary>
    public static UsualTraining Pruning { get; } = new("a model that is pruned", 3e-4, Epochs: 3, Steps: 400);

    /// <summary>A model that gets used to rounded weights: the rate of fine-tuning's end, and one pass.</summary>
    public static UsualTraining Quantization { get; } = new("a model that is quantised", 2e-5, Epochs: 1, Steps: 0);

    /// <summary>A model of random weights: the wider, the slower, as the best rate of Adam goes with 1 / width (Yang et al. 2022).</summary>
    /// <param name="hiddenSize">Features of its layers.</param>
    public static UsualTraining FromScratch(int hiddenSize) =>
        new("a model from scratch", RateFromScratch * Math.Min(1, WidthOfThatRate / hiddenSize), Epochs: 3, Steps: 1000);

    /// <summary>Passes over the rows that give the usual steps, or the usual passes where these give more.</summary>
    /// <param name="stepsPerEpoch">Optimizer steps a pass.</param>
    public int EpochsFor(long stepsPerEpoch) => (int)Math.Clamp((Steps + stepsPerEpoch - 1) / stepsPerEpoch, Epochs, MostEpochs);

    /// <summary>What to say of a stage of less than half the usual steps; null of a longer one.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="stepsPerEpoch">Optimizer steps of each.</param>
    public string? Doubt(string stage, int epochs, long stepsPerEpoch)
    {
        var steps = epochs * stepsPerEpoch;
        return 2 * steps >= Steps ? null : FormattableString.Invariant(
            $"{stage}: {steps:N0} steps ({epochs} x {stepsPerEpoch:N0}) are few for {What}, which usually gets {Steps:N0}. Leave Epochs unset or set it to {EpochsFor(stepsPerEpoch)}, lower BatchSize x AccumulationSteps, or give more rows.");
    }
}
