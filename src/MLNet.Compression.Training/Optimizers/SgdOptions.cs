using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The settings of <see cref="Sgd"/>.</summary>
internal sealed record SgdOptions : OptimizerOptions
{
    /// <summary>μ; 0 for plain gradient descent.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the momentum looks ahead (Nesterov).</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Parameter> parameters, WorkerPool workers) => new Sgd(parameters, this, workers);
}
