using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>
/// Loss-aware weights of m bits, LAQ (Hou and Kwok 2018, section 3.2): of the weights that share a step s, codes b in {−k, …, k}, k = 2^(m−1) − 1, and s of little
/// ½ Σ d (s b − w)², with the curvature d. b = round(w / s), at most k in magnitude; s = Σ d b w / Σ d b². The gradient passes straight through.
/// </summary>
/// <remarks>
/// b and s take turns in each training pass, from the s of the pass before, as in the paper, until s stays or ten times. The paper's α is k s, of a whole layer, and its
/// codes may also be powers of 2, which no kernel here multiplies. The first s is that of least squared error (<see cref="StepSearch"/>): where b is fine, turns
/// hardly move s. Outside training s stays. Removed weights, which are 0, have the code 0 and count for nothing.
/// </remarks>
internal sealed class LossAwareIntegers : Parametrization, ICurved
{
    private const int Turns = 10;
    private readonly Curvature _curvature;
    private readonly ScaleScope _scope;
    private readonly int _bits;
    private readonly int _highest;
    private readonly double[] _steps;

    /// <param name="weight">The weights before training.</param>
    /// <param name="bits">m, 2 to 8.</param>
    /// <param name="scope">Which weights share s: those of a row, or of a group of a row.</param>
    /// <param name="curvature">d.</param>
    /// <param name="workers">The threads to use.</param>
    public LossAwareIntegers(Tensor weight, int bits, ScaleScope scope, Curvature curvature, WorkerPool workers)
    {
        (_bits, _scope, _curvature, _highest) = (bits, scope, curvature, (1 << (bits - 1)) - 1);
        _steps = Array.ConvertAll(new StepSearch(-_highest, _highest).Run(weight, scope, workers), step => (double)step);
    }

    /// <inheritdoc/>
    public Curvature Curvature => _curvature;

    /// <summary>s before it is rounded as files hold it [rows x segments].</summary>
    public ReadOnlySpan<double> Steps => _steps;

    /// <inheritdoc/>
    public override bool ChangesInPass => true;

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        writer.Write("steps", _steps);
        _curvature.Save(writer);
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        reader.Read("steps", _steps.AsSpan());
        _curvature.Load(reader);
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        if (tape.IsTraining)
        {
            tape.Workers.For(weight.Rows, row => Fit(row, weight.Value.RowSpan(row)));
        }

        return StraightThroughOperation.Apply(tape, weight, _scope.Each(weight.Columns, (segment, input, output) => Round(_steps[segment], input, output)));
    }

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers)
    {
        if (tape.IsTraining)
        {
            int[] places = [.. numbers.Index().DistinctBy(pair => pair.Item).Select(pair => pair.Index)];
            tape.Workers.For(places.Length, i => Fit(numbers[places[i]], rows.Value.RowSpan(places[i])));
        }

        var segments = _scope.SegmentsOf(rows.Columns);
        return StraightThroughOperation.Apply(tape, rows, _scope.Each(
            rows.Columns, (segment, input, output) => Round(_steps[(numbers[segment / segments] * segments) + (segment % segments)], input, output)));
    }

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight)
    {
        var steps = Array.ConvertAll(_steps, _scope.Stored);
        return _scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(_bits, size, steps) : ValueFormat.Integers(_bits, signed: true, steps);
    }

    /// <summary>Lets the steps of a row follow its weights.</summary>
    private void Fit(int row, ReadOnlySpan<float> weights)
    {
        var segments = _scope.SegmentsOf(weights.Length);
        for (var segment = 0; segment < segments; segment++)
        {
            var range = _scope.ColumnsOf(segment, weights.Length);
            ref var step = ref _steps[(row * segments) + segment];
            step = Fit(step, weights[range], _curvature.Row(row)[range]);
        }
    }

    private double Fit(double step, ReadOnlySpan<float> weights, ReadOnlySpan<float> diagonal)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var next = step == 0 ? 0 : BestOf(step, weights, diagonal);
            next = next == 0 ? LargestOf(weights) / _highest : next;
            if (next == step)
            {
                break;
            }

            step = next;
        }

        return step;
    }

    /// <summary>Σ d b w / Σ d b² with the codes of a step; 0 where all are 0.</summary>
    private double BestOf(double step, ReadOnlySpan<float> weights, ReadOnlySpan<float> diagonal)
    {
        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var code = Math.Clamp(Math.Round(weights[i] / step), -_highest, _highest);
            products += diagonal[i] * code * weights[i];
            squares += diagonal[i] * code * code;
        }

        return squares == 0 ? 0 : products / squares;
    }

    private static double LargestOf(ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        return largest;
    }

    private void Round(double step, ReadOnlySpan<float> weights, Span<float> output)
    {
        var stored = _scope.Stored(step);
        for (var i = 0; i < weights.Length; i++)
        {
            var code = stored == 0 ? 0 : Math.Clamp(MathF.Round(weights[i] / stored), -_highest, _highest);
            output[i] = (code * stored) + 0f; // −0 becomes 0, as it is when stored
        }
    }
}
