using System.Numerics;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>g ← g + λw; b ← μb + g; w ← w − lr·b, or with Nesterov's look ahead w ← w − lr(g + μb) (Sutskever et al. 2013).</summary>
internal readonly struct SgdRule : IUpdateRule
{
    private readonly float _gradientScale;
    private readonly float _decay;
    private readonly float _momentum;
    private readonly float _learningRate;
    private readonly bool _nesterov;

    /// <param name="options">The constants.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first.</param>
    /// <param name="decay">λ.</param>
    public SgdRule(SgdOptions options, double learningRate, double gradientScale, double decay)
    {
        _gradientScale = (float)gradientScale;
        _decay = (float)decay;
        _momentum = (float)options.Momentum;
        _learningRate = (float)learningRate;
        _nesterov = options.Nesterov;
    }

    /// <inheritdoc/>
    public void Apply(ref Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second)
    {
        var g = (gradient * _gradientScale) + (weight * _decay);
        first = (first * _momentum) + g;
        weight -= (_nesterov ? g + (first * _momentum) : first) * _learningRate;
    }
}
