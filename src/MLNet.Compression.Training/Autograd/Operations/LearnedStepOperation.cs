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
    private readonly double[] _stepGradients;

    private LearnedStepOperation(Tape tape, Tensor input, Parameter steps, int lowest, int highest)
        : base(tape, input)
    {
        _steps = steps;
        _lowest = lowest;
        _highest = highest;
        _stepGradients = new double[input.Rows];
    }

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="steps">s: one for all, [1 x 1], or one a row, [1 x rows]; positive.</param>
    /// <param name="lowest">−Qn.</param>
    /// <param name="highest">Qp.</param>
    public static Tensor Apply(Tape tape, Tensor input, Parameter steps, int lowest, int highest) =>
        new LearnedStepOperation(tape, input, steps, lowest, highest).Run(tape);

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y)
    {
        var step = StepOf(row);
        TensorPrimitives.Divide(x, step, y);
        TensorPrimitives.Max(y, _lowest, y);
        TensorPrimitives.Min(y, _highest, y);
        TensorPrimitives.Round<float>(y, y);
        TensorPrimitives.Multiply(y, step, y);
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var step = (double)StepOf(row);
        var sum = 0.0;
        for (var i = 0; i < dx.Length; i++)
        {
            var v = x[i] / step;
            var isInside = v > _lowest && v < _highest;
            dx[i] = isInside ? dy[i] : 0;
            sum += dy[i] * (isInside ? Math.Round(v) - v : Math.Clamp(v, _lowest, _highest));
        }

        _stepGradients[row] = sum;
    }

    protected override void FinishBackward(Tape tape)
    {
        var gradient = _steps.AddableGradient(tape.Buffers).RowSpan(0);
        var scale = 1 / Math.Sqrt((double)Output.Count / gradient.Length * _highest);
        for (var row = 0; row < _stepGradients.Length; row++)
        {
            gradient[gradient.Length == 1 ? 0 : row] += (float)(scale * _stepGradients[row]);
        }
    }

    private float StepOf(int row) => _steps.ValueSpan[_steps.Count == 1 ? 0 : row];
}
