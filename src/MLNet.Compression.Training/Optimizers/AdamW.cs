using System.Numerics;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>AdamW (Loshchilov and Hutter 2019): w ← w(1 − lr·λ); m, v moving means of g and g²; w ← w − lr · m̂ / (sqrt(v̂) + ε).</summary>
/// <remarks>
/// Rows of an embedding table that no token used keep weights and moments as they are, unless
/// <see cref="AdamWOptions.DenseEmbeddings"/>: exact Adam would decay them and let their momentum run on. The bias correction
/// counts all steps either way.
/// </remarks>
internal sealed class AdamW
{
    private readonly AdamWOptions _options;
    private readonly WorkerPool _workers;
    private readonly ParameterSlices _slices;
    private readonly Dictionary<Parameter, Moments> _moments;

    public AdamW(IReadOnlyList<Parameter> parameters, AdamWOptions options, WorkerPool workers)
    {
        _options = options;
        _workers = workers;
        _slices = new ParameterSlices(parameters, options.DenseEmbeddings);
        _moments = parameters.ToDictionary(parameter => parameter, parameter => new Moments(parameter.Count));
    }

    /// <summary>Steps made so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The L2 norm of all gradients together.</summary>
    public double GradientNorm()
    {
        var slices = _slices.Current();
        var sums = new double[slices.Count];
        _workers.For(slices.Count, i => sums[i] = SumOfSquares(slices[i].Parameter.GradientSpan.Slice(slices[i].Start, slices[i].Length)));
        return Math.Sqrt(sums.Sum());
    }

    /// <summary>Changes every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first: below 1 where they are clipped.</param>
    public void Step(double learningRate, double gradientScale)
    {
        Steps++;
        var slices = _slices.Current();
        var update = new AdamWUpdate(_options, learningRate, gradientScale, Steps);
        _workers.For(slices.Count, i =>
        {
            var (parameter, start, length) = slices[i];
            update.Apply(
                parameter.ValueSpan.Slice(start, length),
                parameter.GradientSpan.Slice(start, length),
                _moments[parameter].First.Slice(start, length),
                _moments[parameter].Second.Slice(start, length),
                parameter.Decays);
        });
        _slices.Clear();
    }

    /// <summary>Gives the memory of all gradients and moments back; no step may follow.</summary>
    public void Release(BufferPool buffers)
    {
        _slices.Clear();
        foreach (var (parameter, moments) in _moments)
        {
            parameter.ReleaseGradient(buffers);
            moments.Dispose();
        }
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            sum += (low * low) + (high * high);
        }

        var total = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            total += (double)values[i] * values[i];
        }

        return total;
    }
}
