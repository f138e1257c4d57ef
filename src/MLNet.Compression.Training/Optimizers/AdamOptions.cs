using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The settings of <see cref="Adam"/>.</summary>
internal record AdamOptions : OptimizerOptions
{
    /// <summary>β₁, the decay of the gradient's mean.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, the decay of the squared gradient's mean.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added after the bias-corrected root.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Parameter> parameters, WorkerPool workers) => new Adam(parameters, this, workers);
}
