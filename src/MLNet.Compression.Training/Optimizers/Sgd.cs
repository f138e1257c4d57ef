using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>Gradient descent, with momentum if wanted; its weight decay is part of the gradient (L2).</summary>
internal sealed class Sgd(IReadOnlyList<Parameter> parameters, SgdOptions options, WorkerPool workers)
    : RuleOptimizer<SgdRule>(parameters, options, moments: options.Momentum == 0 ? 0 : 1, workers)
{
    /// <inheritdoc/>
    protected override SgdRule Rule(double learningRate, double gradientScale, bool decays) =>
        new(options, learningRate, gradientScale, decays ? options.WeightDecay : 0);
}
