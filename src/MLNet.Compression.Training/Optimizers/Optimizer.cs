using System.Numerics;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>Changes weights along their gradients.</summary>
/// <remarks>
/// Rows of an embedding table that no token used keep weights and moments as they are, unless
/// <see cref="OptimizerOptions.DenseEmbeddings"/>: exact updates would decay them and let their momentum run on.
/// </remarks>
internal abstract class Optimizer : IResumable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly ParameterSlices _slices;
    private readonly Dictionary<Parameter, Moments> _moments;
    private readonly Dictionary<Parameter, double> _rateFactors = [];

    /// <param name="parameters">What to change.</param>
    /// <param name="options">The settings.</param>
    /// <param name="moments">Numbers that are kept of each weight, at most 2.</param>
    /// <param name="workers">The threads to use.</param>
    protected Optimizer(IReadOnlyList<Parameter> parameters, OptimizerOptions options, int moments, WorkerPool workers)
    {
        Workers = workers;
        _parameters = parameters;
        _slices = new ParameterSlices(parameters, options.DenseEmbeddings);
        _moments = parameters.ToDictionary(parameter => parameter, parameter => new Moments(parameter.Count, moments));
    }

    /// <summary>Steps made so far; all count, also for rows that were not used.</summary>
    public long Steps { get; private set; }

    /// <summary>The threads to use.</summary>
    protected WorkerPool Workers { get; }

    /// <summary>Makes some parameters a group with a learning rate of its own.</summary>
    /// <param name="group">The parameters.</param>
    /// <param name="factor">Multiplies the learning rate, beside each parameter's own factor.</param>
    public void ScaleRate(IEnumerable<Parameter> group, double factor)
    {
        foreach (var parameter in group)
        {
            _rateFactors[parameter] = factor;
        }
    }

    /// <summary>The second number that is kept of each weight of a parameter, v of Adam; empty where there is none, or the parameter is not changed.</summary>
    public ReadOnlySpan<float> SecondMomentsOf(Parameter parameter) => _moments.TryGetValue(parameter, out var moments) ? moments.Second : [];

    /// <summary>The L2 norm of all gradients together.</summary>
    public double GradientNorm()
    {
        var slices = _slices.Current();
        var sums = new double[slices.Count];
        Workers.For(slices.Count, i => sums[i] = SumOfSquares(slices[i].Parameter.GradientSpan.Slice(slices[i].Start, slices[i].Length)));
        return Math.Sqrt(sums.Sum());
    }

    /// <summary>Changes every parameter that has a gradient, and forgets the gradients.</summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="gradientScale">Multiplies the gradients first: below 1 where they are clipped.</param>
    public void Step(double learningRate, double gradientScale)
    {
        Steps++;
        Update(_slices.Current(), learningRate, gradientScale);
        _slices.Clear();
    }

    /// <summary>Forgets the gradients of an unfinished step.</summary>
    public void DropGradients() => _slices.Clear();

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Write("steps", Steps);
        for (var i = 0; i < _parameters.Count; i++)
        {
            _moments[_parameters[i]].Save(writer.In($"{i} {_parameters[i].Name}"));
        }
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        Steps = reader.ReadInt64("steps");
        for (var i = 0; i < _parameters.Count; i++)
        {
            _moments[_parameters[i]].Load(reader.In($"{i} {_parameters[i].Name}"));
        }
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

    /// <summary>Changes the weights of the slices.</summary>
    protected abstract void Update(IReadOnlyList<ParameterSlice> slices, double learningRate, double gradientScale);

    /// <summary>What the learning rate of a parameter is multiplied by.</summary>
    protected double RateFactorOf(Parameter parameter) => parameter.LearningRateFactor * _rateFactors.GetValueOrDefault(parameter, 1);

    /// <summary>What is kept of one parameter.</summary>
    protected Moments MomentsOf(Parameter parameter) => _moments[parameter];

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
