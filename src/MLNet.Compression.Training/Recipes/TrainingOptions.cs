using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Optimizers;

namespace MLNet.Compression.Training.Recipes;

/// <summary>What every training stage asks: how long, how fast, how much at a time.</summary>
public class TrainingOptions
{
    /// <summary>Passes over the training data. Default 3.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; set; } = 3;

    /// <summary>Rows a forward pass. Default 32.</summary>
    [Range(1, 65_536)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Forward passes whose gradients are added before the optimizer steps. Default 1.</summary>
    [Range(1, 65_536)]
    public int AccumulationSteps { get; set; } = 1;

    /// <summary>The peak learning rate of AdamW. Default 5e-5, for a pretrained model; one from scratch wants about ten times more.</summary>
    [Range(0.0, 10.0)]
    public double LearningRate { get; set; } = 5e-5;

    /// <summary>The share of all steps over which the learning rate rises from 0; then it falls to 0 in a line. Default 0.06.</summary>
    [Range(0.0, 1.0)]
    public double WarmupShare { get; set; } = 0.06;

    /// <summary>AdamW's decoupled weight decay of matrices and tables. Default 0.01.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>The largest L2 norm of all gradients together; larger ones are scaled down. Default 1.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double MaximumGradientNorm { get; set; } = 1;

    /// <summary>The share of hidden values that training sets to zero. Default 0.1.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>The share of attention probabilities that training sets to zero. Default 0.1.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double AttentionDropout { get; set; } = 0.1;

    /// <summary>The share of tokens that training hides behind [MASK], anew in every epoch: with few rows it keeps a model from learning them by heart. Default 0.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double MaskedTokenShare { get; set; }

    /// <summary>Whether embedding rows that a batch does not use decay and follow their momentum all the same, as exact AdamW does. Slower. Default false.</summary>
    public bool DenseEmbeddingUpdates { get; set; }

    /// <summary>Threads to use, the caller's included; 0, the default, for all processors. The result does not depend on it.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>Stops the run between two batches.</summary>
    public CancellationToken CancellationToken { get; set; }

    internal DropoutRates DropoutRates => new((float)Dropout, (float)AttentionDropout);

    internal AdamWOptions AdamW => new() { WeightDecay = WeightDecay, DenseEmbeddings = DenseEmbeddingUpdates };
}
