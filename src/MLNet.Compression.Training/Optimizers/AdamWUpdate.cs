using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>One step of <see cref="AdamW"/> over one slice of one parameter, in a single pass.</summary>
internal readonly struct AdamWUpdate
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _gradientScale;
    private readonly float _stepSize;
    private readonly float _secondCorrection;
    private readonly float _epsilon;
    private readonly float _keep;

    /// <param name="options">The constants.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first.</param>
    /// <param name="step">The step, from 1.</param>
    public AdamWUpdate(AdamWOptions options, double learningRate, double gradientScale, long step)
    {
        _beta1 = (float)options.Beta1;
        _beta2 = (float)options.Beta2;
        _gradientScale = (float)gradientScale;
        _stepSize = (float)(learningRate / (1 - Math.Pow(options.Beta1, step)));
        _secondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step)));
        _epsilon = (float)options.Epsilon;
        _keep = (float)(1 - (learningRate * options.WeightDecay));
    }

    public void Apply(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, bool decays)
    {
        var keep = decays ? _keep : 1f;
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var m = MemoryMarshal.Cast<float, Vector<float>>(first);
        var v = MemoryMarshal.Cast<float, Vector<float>>(second);
        for (var i = 0; i < w.Length; i++)
        {
            var gradient = g[i] * _gradientScale;
            m[i] = (m[i] * _beta1) + (gradient * (1 - _beta1));
            v[i] = (v[i] * _beta2) + (gradient * gradient * (1 - _beta2));
            var root = (Vector.SquareRoot(v[i]) * _secondCorrection) + new Vector<float>(_epsilon);
            w[i] = (w[i] * keep) - (m[i] * _stepSize / root);
        }

        for (var i = w.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            var gradient = gradients[i] * _gradientScale;
            first[i] = (first[i] * _beta1) + (gradient * (1 - _beta1));
            second[i] = (second[i] * _beta2) + (gradient * gradient * (1 - _beta2));
            weights[i] = (weights[i] * keep) - (first[i] * _stepSize / ((MathF.Sqrt(second[i]) * _secondCorrection) + _epsilon));
        }
    }
}
