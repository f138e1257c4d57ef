using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>AdamW (Loshchilov and Hutter 2019): Adam whose weight decay stands beside the gradient.</summary>
internal sealed class AdamW(IReadOnlyList<Parameter> parameters, AdamWOptions options, WorkerPool workers)
    : RuleOptimizer<AdamRule>(parameters, options, moments: 2, workers)
{
    /// <inheritdoc/>
    protected override AdamRule Rule(double learningRate, double gradientScale, bool decays) =>
        new(options, learningRate, gradientScale, Steps, gradientDecay: 0, weightDecay: decays ? options.WeightDecay : 0);
}
