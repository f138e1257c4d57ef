using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = round(clamp(x, 0, α) · (2ᵇ − 1)/α) · α/(2ᵇ − 1) with a learnt α (PACT, Choi et al. 2018, eq. 1 and 2).</summary>
/// <remarks>dx = dy where 0 &lt; x &lt; α, else 0; dα = Σ dy over x ≥ α (eq. 3).</remarks>
internal sealed class ClippedActivationOperation : RowOperation
{
    private readonly Parameter _alpha;
    private readonly int _levels;
    private readonly double[] _alphaGradients;

    private ClippedActivationOperation(Tape tape, Tensor input, Parameter alpha, int levels)
        : base(tape, input)
    {
        _alpha = alpha;
        _levels = levels;
        _alphaGradients = new double[input.Rows];
    }

    private float Alpha => _alpha.ValueSpan[0];

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="alpha">α, [1 x 1], positive.</param>
    /// <param name="levels">2ᵇ − 1.</param>
    public static Tensor Apply(Tape tape, Tensor input, Parameter alpha, int levels) => new ClippedActivationOperation(tape, input, alpha, levels).Run(tape);

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Max(x, 0f, y);
        TensorPrimitives.Min(y, Alpha, y);
        TensorPrimitives.Multiply(y, _levels / Alpha, y);
        TensorPrimitives.Round<float>(y, y);
        TensorPrimitives.Multiply(y, Alpha / _levels, y);
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var sum = 0.0;
        for (var i = 0; i < dx.Length; i++)
        {
            dx[i] = x[i] > 0 && x[i] < Alpha ? dy[i] : 0;
            sum += x[i] >= Alpha ? dy[i] : 0;
        }

        _alphaGradients[row] = sum;
    }

    protected override void FinishBackward(Tape tape) => _alpha.AddableGradient(tape.Buffers).RowSpan(0)[0] += (float)_alphaGradients.Sum();
}
