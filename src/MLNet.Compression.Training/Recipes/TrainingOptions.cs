using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>What every training stage asks: how long, how fast, how much at a time.</summary>
public class TrainingOptions
{
    /// <summary>
    /// Passes over the training data; null, the default, for what is usual for what is trained: 3, or with few rows as many as give
    /// enough steps. How many they are is logged before the stage begins.
    /// </summary>
    [Range(1, 10_000)]
    public int? Epochs { get; set; }

    /// <summary>Rows a forward pass. Default 32.</summary>
    [Range(1, 65_536)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Forward passes whose gradients are added before the optimizer steps. Default 1.</summary>
    [Range(1, 65_536)]
    public int AccumulationSteps { get; set; } = 1;

    /// <summary>The peak learning rate of AdamW; null, the default, for what is usual for what is trained: 5e-5 from a checkpoint, from scratch 1e-3 or less for wide layers. It is logged before the stage begins.</summary>
    [Range(0.0, 10.0)]
    public double? LearningRate { get; set; }

    /// <summary>The share of all steps over which the learning rate rises from 0; then it falls to 0 in a line. Default 0.06.</summary>
    [Share]
    public double WarmupShare { get; set; } = 0.06;

    /// <summary>AdamW's decoupled weight decay of matrices and tables. Default 0.01.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>The largest L2 norm of all gradients together; larger ones are scaled down. Default 1.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double MaximumGradientNorm { get; set; } = 1;

    /// <summary>The share of hidden values that training sets to zero. Default 0.1.</summary>
    [Share(BelowOne = true)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>The share of attention probabilities that training sets to zero. Default 0.1.</summary>
    [Share(BelowOne = true)]
    public double AttentionDropout { get; set; } = 0.1;

    /// <summary>The share of tokens that training hides behind [MASK], anew in every epoch: with few rows it keeps a model from learning them by heart. Default 0.</summary>
    [Share(BelowOne = true)]
    public double MaskedTokenShare { get; set; }

    /// <summary>Whether embedding rows that a batch does not use decay and follow their momentum all the same, as exact AdamW does. Slower. Default false.</summary>
    public bool DenseEmbeddingUpdates { get; set; }

    /// <summary>Threads to use, the caller's included; 0, the default, for all processors. The result does not depend on it.</summary>
    [Range(0, 1024)]
    [MayDifferOnResume]
    public int Threads { get; set; }

    /// <summary>Stops the run within a second, with its state saved if <see cref="ResumeFolder"/> is set.</summary>
    [MayDifferOnResume]
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Receives the state of the training a few times a second.</summary>
    [MayDifferOnResume]
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Steps between two evaluations on the validation set, if there is one; 0, the default, for one at the end of each epoch.</summary>
    [Range(0, int.MaxValue)]
    public int EvaluationInterval { get; set; }

    /// <summary>Whether the model that did best on the validation set is the result, instead of the last one. Default false.</summary>
    public bool KeepBest { get; set; }

    /// <summary>Evaluations without a better one after which the stage ends early; 0, the default, for never. Needs a validation set.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; set; }

    /// <summary>The loss counts as growing without bound when it exceeds this many times the loss of the first step, or times 1 if that is less. Default 50.</summary>
    [Range(1.0, double.MaxValue)]
    public double DivergenceFactor { get; set; } = 50;

    /// <summary>How often a run whose loss is no number, or grows without bound, goes back to a good state and continues with half the learning rate; 0, the default, to stop instead.</summary>
    [Range(0, 100)]
    public int RetriesOnDivergence { get; set; }

    /// <summary>A folder for the state of the run; a run of the same options and data that finds one there goes on with it. In a chain each stage has a folder of its own in it. Null, the default, for that of the stage before, if it has one.</summary>
    [MayDifferOnResume]
    public string? ResumeFolder { get; set; }

    /// <summary>Steps after which the state is written; 0, the default, to go by <see cref="SaveEveryMinutes"/> alone.</summary>
    [Range(0, int.MaxValue)]
    [MayDifferOnResume]
    public int SaveEverySteps { get; set; }

    /// <summary>Minutes after which the state is written. Default 5.</summary>
    [Range(0.0, 1e6)]
    [MayDifferOnResume]
    public double SaveEveryMinutes { get; set; } = 5;

    /// <summary>Whether each data set gets a folder of its own in <see cref="ResumeFolder"/>, as cross-validation needs it; otherwise other data than the saved run's is refused. Default false.</summary>
    [MayDifferOnResume]
    public bool ResumePerData { get; set; }

    /// <summary>Options of their own with the same values.</summary>
    internal virtual TrainingOptions Clone() => (TrainingOptions)MemberwiseClone();

    internal SelectionPlan Selection => new(KeepBest, Patience, EvaluationInterval);

    internal DropoutRates DropoutRates => new((float)Dropout, (float)AttentionDropout);

    internal AdamWOptions AdamW => new() { WeightDecay = WeightDecay, DenseEmbeddings = DenseEmbeddingUpdates };
}
