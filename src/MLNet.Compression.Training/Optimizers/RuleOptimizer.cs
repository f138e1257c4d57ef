using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>An optimizer that treats every weight alike, by one rule.</summary>
internal abstract class RuleOptimizer<TRule>(IReadOnlyList<Parameter> parameters, OptimizerOptions options, int moments, WorkerPool workers)
    : Optimizer(parameters, options, moments, workers)
    where TRule : struct, IUpdateRule
{
    /// <summary>The rule of the current step.</summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first.</param>
    /// <param name="decays">Whether weight decay applies.</param>
    protected abstract TRule Rule(double learningRate, double gradientScale, bool decays);

    /// <inheritdoc/>
    protected sealed override void Update(IReadOnlyList<ParameterSlice> slices, double learningRate, double gradientScale)
    {
        var rules = slices
            .Select(slice => KindOf(slice.Parameter))
            .Distinct()
            .ToDictionary(kind => kind, kind => Rule(learningRate * kind.RateFactor, gradientScale, kind.Decays));
        Workers.For(slices.Count, i =>
        {
            var (parameter, start, length) = slices[i];
            var moments = MomentsOf(parameter);
            UpdateDriver.Run(
                rules[KindOf(parameter)],
                parameter.ValueSpan.Slice(start, length),
                parameter.GradientSpan.Slice(start, length),
                Slice(moments.First, start, length),
                Slice(moments.Second, start, length));
        });
    }

    private (double RateFactor, bool Decays) KindOf(Parameter parameter) => (RateFactorOf(parameter), parameter.Decays);

    private static Span<float> Slice(Span<float> moments, int start, int length) => moments.IsEmpty ? moments : moments.Slice(start, length);
}
