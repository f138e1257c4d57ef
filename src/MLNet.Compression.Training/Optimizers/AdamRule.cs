using System.Numerics;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − lr · m/(1 − β₁ᵗ) / (sqrt(v/(1 − β₂ᵗ)) + ε) (Kingma and Ba 2015), with a weight
/// decay in the gradient, g ← g + λw, or beside it, w ← (1 − lr·λ)w.
/// </summary>
internal readonly struct AdamRule : IUpdateRule
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _gradientScale;
    private readonly float _stepSize;
    private readonly float _secondCorrection;
    private readonly float _epsilon;
    private readonly float _gradientDecay;
    private readonly float _keep;

    /// <param name="options">The constants.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first.</param>
    /// <param name="step">t, from 1.</param>
    /// <param name="gradientDecay">The λ that joins the gradient.</param>
    /// <param name="weightDecay">The λ that shrinks the weight.</param>
    public AdamRule(AdamOptions options, double learningRate, double gradientScale, long step, double gradientDecay, double weightDecay)
    {
        _beta1 = (float)options.Beta1;
        _beta2 = (float)options.Beta2;
        _gradientScale = (float)gradientScale;
        _stepSize = (float)(learningRate / (1 - Math.Pow(options.Beta1, step)));
        _secondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step)));
        _epsilon = (float)options.Epsilon;
        _gradientDecay = (float)gradientDecay;
        _keep = (float)(1 - (learningRate * weightDecay));
    }

    /// <inheritdoc/>
    public void Apply(ref Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second)
    {
        var g = (gradient * _gradientScale) + (weight * _gradientDecay);
        first = (first * _beta1) + (g * (1 - _beta1));
        second = (second * _beta2) + (g * g * (1 - _beta2));
        var root = (Vector.SquareRoot(second) * _secondCorrection) + new Vector<float>(_epsilon);
        weight = (weight * _keep) - (first * _stepSize / root);
    }
}
