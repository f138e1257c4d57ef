using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = round(clamp(v, −Qn, Qp)) · s with v = x / s, half to even (Esser et al. 2020, eq. 1 and 2).</summary>
/// <remarks>
/// dx = dy where −Qn &lt; v &lt; Qp, else 0; ds = 1/sqrt(N Qp) · Σ dy · (round(v) − v inside, −Qn below, Qp above), with N elements a step
/// (eq. 3 to 5 and section 2.2). A step of a group is rounded to fp16 first, as files hold it, and its gradient passes by that.
/// </remarks>
internal sealed class LearnedStepOperation : RowOperation
{
    private readonly Parameter _steps;
    private readonly float _lowest;
    private readonly float _highest;
    private readonly int[]? _rowOfTable;
    private readonly ScaleScope _scope;
    private readonly int _segments;
    private readonly double[] _stepGradients;

    private LearnedStepOperation(Tape tape, Tensor input, Parameter steps, int lowest, int highest, int[]? rowOfTable, ScaleScope scope)
        : base(tape, input)
    {
        (_scope, _segments) = (scope, scope.SegmentsOf(input.Columns));
        _steps = steps;
        _rowOfTable = rowOfTable;
        _lowest = lowest;
        _highest = highest;
        _stepGradients = new double[input.Rows * _segments];
    }

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="steps">s: one for all, [1 x 1], or one a segment of a row, [1 x rows · segments]; positive.</param>
    /// <param name="lowest">−Qn.</param>
    /// <param name="highest">Qp.</param>
    /// <param name="rowOfTable">Which row of a table, whose steps these are, each row is; null: all of them, in order.</param>
    /// <param name="scope">Which values share a step; null for those of a row.</param>
    public static Tensor Apply(Tape tape, Tensor input, Parameter steps, int lowest, int highest, int[]? rowOfTable = null, ScaleScope? scope = null) =>
        new LearnedStepOperation(tape, input, steps, lowest, highest, rowOfTable, scope ?? ScaleScope.Row).Run(tape);

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
        for (var segment = 0; segment < _segments; segment++)
        {
            var range = _scope.ColumnsOf(segment, x.Length);
            Forward(_scope.Stored(_steps.ValueSpan[StepOf(row, segment)]), x[range], y[range]);
        }
    }

    private void Forward(float step, ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Divide(x, step, y);
        TensorPrimitives.Max(y, _lowest, y);
        TensorPrimitives.Min(y, _highest, y);
        TensorPrimitives.Round<float>(y, y);
        TensorPrimitives.Multiply(y, step, y);
        TensorPrimitives.Add(y, 0f, y); // −0 becomes 0, as it is when stored
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var segment = 0; segment < _segments; segment++)
        {
            var range = _scope.ColumnsOf(segment, x.Length);
            _stepGradients[(row * _segments) + segment] = Backward(_scope.Stored(_steps.ValueSpan[StepOf(row, segment)]), x[range], dy[range], dx[range]);
        }
    }

    private double Backward(double step, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var sum = 0.0;
        for (var i = 0; i < dx.Length; i++)
        {
            var v = x[i] / step;
            dx[i] = IsInside(v, _lowest, _highest) ? dy[i] : 0;
            sum += dy[i] * Slope(v, _lowest, _highest);
        }

        return sum;
    }

    protected override void FinishBackward(Tape tape)
    {
        var gradient = _steps.AddableGradient(tape.Buffers).RowSpan(0);
        for (var i = 0; i < _stepGradients.Length; i++)
        {
            var (row, segment) = Math.DivRem(i, _segments);
            var values = gradient.Length == 1 ? Output.Count : _scope.ColumnsOf(segment, Output.Columns).GetOffsetAndLength(Output.Columns).Length;
            gradient[StepOf(row, segment)] += (float)(1 / Math.Sqrt((double)values * _highest) * _stepGradients[i]);
        }
    }

    private int StepOf(int row, int segment) => _steps.Count == 1 ? 0 : ((_rowOfTable?[row] ?? row) * _segments) + segment;
}
