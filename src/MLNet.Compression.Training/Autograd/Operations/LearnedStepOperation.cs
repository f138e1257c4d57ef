using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = round(clamp(v, −Qn, Qp)) · s with v = x / s, half to even (Esser et al. 2020, eq. 1 and 2).</summary>
/// <remarks>
/// dx = dy where −Qn &lt; v &lt; Qp, else 0; ds = 1/sqrt(N Qp) · Σ dy · (round(v) − v inside, −Qn below, Qp above), with N elements a step
/// (eq. 3 to 5 and section 2.2).
/// </remarks>
internal sealed class LearnedStepOperation : RowOperation
{
    private readonly Parameter _steps;
    private readonly float _lowest;
    private readonly float _highest;
    private readonly int[]? _stepOfRow;
    private readonly double[] _stepGradients;

    private LearnedStepOperation(Tape tape, Tensor input, Parameter steps, int lowest, int highest, int[]? stepOfRow)
        : base(tape, input)
    {
        _steps = steps;
        _stepOfRow = stepOfRow;
        _lowest = lowest;
        _highest = highest;
        _stepGradients = new double[input.Rows];
    }

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="steps">s: one for all, [1 x 1], or one a row, [1 x rows]; positive.</param>
    /// <param name="lowest">−Qn.</param>
    /// <param name="highest">Qp.</param>
    /// <param name="stepOfRow">Which of many steps belongs to each row; null: as many as there are rows, in order.</param>
    public static Tensor Apply(Tape tape, Tensor input, Parameter steps, int lowest, int highest, int[]? stepOfRow = null) =>
        new LearnedStepOperation(tape, input, steps, lowest, highest, stepOfRow).Run(tape);

    /// <summary>dy/ds of one value, with its rounding passed straight through (eq. 3).</summary>
    /// <param name="v">x / s.</param>
    /// <param name="lowest">−Qn.</param>
    /// <param name="highest">Qp.</param>
    public static double Slope(double v, double lowest, double highest) => IsInside(v, lowest, highest) ? Math.Round(v) - v : Math.Clamp(v, lowest, highest);

    /// <summary>Whether a value is not clipped, so that its gradient passes (eq. 5).</summary>
    /// <inheritdoc cref="Slope"/>
    public static bool IsInside(double v, double lowest, double highest) => v > lowest && v < highest;

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y)
    {
        var step = _steps.ValueSpan[StepOf(row)];
        TensorPrimitives.Divide(x, step, y);
        TensorPrimitives.Max(y, _lowest, y);
        TensorPrimitives.Min(y, _highest, y);
        TensorPrimitives.Round<float>(y, y);
        TensorPrimitives.Multiply(y, step, y);
        TensorPrimitives.Add(y, 0f, y); // −0 becomes 0, as it is when stored
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var step = (double)_steps.ValueSpan[StepOf(row)];
        var sum = 0.0;
        for (var i = 0; i < dx.Length; i++)
        {
            var v = x[i] / step;
            dx[i] = IsInside(v, _lowest, _highest) ? dy[i] : 0;
            sum += dy[i] * Slope(v, _lowest, _highest);
        }

        _stepGradients[row] = sum;
    }

    protected override void FinishBackward(Tape tape)
    {
        var gradient = _steps.AddableGradient(tape.Buffers).RowSpan(0);
        var scale = 1 / Math.Sqrt((double)(gradient.Length == 1 ? Output.Count : Output.Columns) * _highest);
        for (var row = 0; row < _stepGradients.Length; row++)
        {
            gradient[StepOf(row)] += (float)(scale * _stepGradients[row]);
        }
    }

    private int StepOf(int row) => _steps.Count == 1 ? 0 : _stepOfRow?[row] ?? row;
}
