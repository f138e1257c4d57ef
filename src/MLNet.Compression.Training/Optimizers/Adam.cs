using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015), whose weight decay is part of the gradient (L2).</summary>
internal sealed class Adam(IReadOnlyList<Parameter> parameters, AdamOptions options, WorkerPool workers)
    : RuleOptimizer<AdamRule>(parameters, options, moments: 2, workers)
{
    /// <inheritdoc/>
    protected override AdamRule Rule(double learningRate, double gradientScale, bool decays) =>
        new(options, learningRate, gradientScale, Steps, gradientDecay: decays ? options.WeightDecay : 0, weightDecay: 0);
}
