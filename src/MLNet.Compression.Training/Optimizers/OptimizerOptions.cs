using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The settings of an optimizer other than the learning rate.</summary>
internal abstract record OptimizerOptions
{
    /// <summary>λ, the decay of matrices and tables.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether rows of embedding tables that a batch does not use decay and follow their momentum all the same.</summary>
    public bool DenseEmbeddings { get; init; }

    /// <summary>Makes the optimizer of these settings.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="workers">The threads to use.</param>
    public abstract Optimizer Create(IReadOnlyList<Parameter> parameters, WorkerPool workers);
}
