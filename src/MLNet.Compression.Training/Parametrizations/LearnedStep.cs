using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Learned step size quantisation, LSQ (Esser et al. 2020): rounding to integers of few bits times a learnt step.</summary>
/// <remarks>
/// Signed integers are −2^(b−1) to 2^(b−1) − 1, unsigned ones 0 to 2^b − 1. A step starts at 2 · mean|x| / sqrt(Qp) of the first values
/// seen, unless it is set before, and counts as at least 1e-8; one of a group of weights as the nearest fp16 number, which gradients pass by, and at least the smallest one.
/// </remarks>
internal sealed class LearnedStep : Parametrization
{
    private readonly int _lowest;
    private readonly int _highest;
    private readonly int _bits;
    private readonly ScaleScope _scope;
    private bool _isKnown;

    /// <param name="name">The name of what is rounded.</param>
    /// <param name="bits">b, 2 to 8.</param>
    /// <param name="signed">Whether the integers are signed.</param>
    /// <param name="rows">Rows of what is rounded, where each has a step of its own; 1 for one step of all.</param>
    /// <param name="narrow">Whether the lowest signed integer is left out, so that 8 bits fit the scorer's integer kernels.</param>
    public LearnedStep(string name, int bits, bool signed, int rows = 1, bool narrow = false)
        : this(name, bits, signed, narrow, rows == 1 ? ScaleScope.Tensor : ScaleScope.Row, rows)
    {
    }

    /// <param name="name">The name of what is rounded.</param>
    /// <param name="bits">b, 2 to 8.</param>
    /// <param name="signed">Whether the integers are signed.</param>
    /// <param name="narrow">Whether the lowest signed integer is left out.</param>
    /// <param name="scope">Which values share a step.</param>
    /// <param name="steps">How many steps that makes.</param>
    public LearnedStep(string name, int bits, bool signed, bool narrow, ScaleScope scope, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        _bits = bits;
        _lowest = signed ? (narrow ? 1 : 0) - (1 << (bits - 1)) : 0;
        _highest = signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
        _scope = scope;
        Step = new Parameter(name + ".step", 1, steps) { Decays = false };
    }

    /// <summary>The largest integer.</summary>
    public int Highest => _highest;

    /// <summary>The steps.</summary>
    public Parameter Step { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [Step];

    /// <summary>Sets the steps by hand.</summary>
    public void SetSteps(ReadOnlySpan<float> steps)
    {
        steps.CopyTo(Step.ValueSpan);
        _isKnown = true;
    }

    /// <summary>Sets the steps to those of least squared error: see <see cref="StepSearch"/>.</summary>
    /// <param name="weight">What is to be rounded.</param>
    /// <param name="workers">The threads to use.</param>
    public void SetStepsFor(Tensor weight, WorkerPool workers) => SetSteps(new StepSearch(_lowest, _highest).Run(weight, _scope, workers));

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("known", _isKnown);

    /// <inheritdoc/>
    public override void Load(StateReader reader) => _isKnown = reader.ReadFlag("known");

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => Apply(tape, weight, null);

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) => _isKnown
        ? Apply(tape, rows, numbers)
        : throw new InvalidOperationException($"The steps of table {Step.Name} have to be set before some of its rows are rounded.");

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight)
    {
        SetFirstSteps(WorkerPool.Inline, weight);
        var steps = Array.ConvertAll(Step.ValueSpan.ToArray(), step => _scope.Stored(MathF.Max(step, _scope.SmallestStep)));
        return _scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(_bits, size, steps) : ValueFormat.Integers(_bits, signed: _lowest < 0, steps);
    }

    private Tensor Apply(Tape tape, Tensor weight, int[]? stepOfRow)
    {
        SetFirstSteps(tape.Workers, weight);
        foreach (ref var step in Step.ValueSpan)
        {
            step = MathF.Max(step, _scope.SmallestStep);
        }

        return LearnedStepOperation.Apply(tape, weight, Step, _lowest, _highest, stepOfRow, _scope);
    }

    private void SetFirstSteps(WorkerPool workers, Tensor weight)
    {
        if (!_isKnown)
        {
            var means = SegmentSums.MeanMagnitude(workers, weight, _scope);
            SetSteps([.. means.Take((int)Step.Count).Select(mean => (float)(2 * mean / Math.Sqrt(_highest)))]);
        }
    }
}
