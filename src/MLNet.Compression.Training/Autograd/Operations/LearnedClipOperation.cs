using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = s · round(clamp(x / s, −z, L − z)) with s = α / max(z, L − z) and a learnt α: what the scorer makes of inputs with a known range, in the same fp32 operations.</summary>
/// <remarks>
/// With Qn = z and Qp = L − z learned step size quantisation (Esser et al. 2020), whose gradients it has: dx = dy where −Qn &lt; x / s &lt; Qp, else 0;
/// ds = 1/sqrt(N Q) · Σ dy · (round(v) − v inside, −Qn below, Qp above) with v = x / s, N inputs and Q = max(Qn, Qp); dα = ds / Q.
/// </remarks>
internal sealed class LearnedClipOperation : RowOperation
{
    private readonly Parameter _clip;
    private readonly InputClip _range;
    private readonly double[] _stepGradients;

    private LearnedClipOperation(Tape tape, Tensor input, Parameter clip, InputClip range)
        : base(tape, input)
    {
        _clip = clip;
        _range = range;
        _stepGradients = new double[input.Rows];
    }

    private int Lowest => -_range.ZeroPoint;

    private int Highest => _range.Largest - _range.ZeroPoint;

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x columns].</param>
    /// <param name="clip">α, [1 x 1], positive.</param>
    /// <param name="range">s, z and L, as α has it at present.</param>
    public static Tensor Apply(Tape tape, Tensor input, Parameter clip, InputClip range) => new LearnedClipOperation(tape, input, clip, range).Run(tape);

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Multiply(x, 1 / _range.Scale, y);
        TensorPrimitives.Max(y, Lowest, y);
        TensorPrimitives.Min(y, Highest, y);
        TensorPrimitives.Round<float>(y, y);
        TensorPrimitives.Multiply(y, _range.Scale, y);
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var (inverse, sum) = (1 / _range.Scale, 0.0);
        for (var i = 0; i < dx.Length; i++)
        {
            var v = x[i] * inverse;
            dx[i] = LearnedStepOperation.IsInside(v, Lowest, Highest) ? dy[i] : 0;
            sum += dy[i] * LearnedStepOperation.Slope(v, Lowest, Highest);
        }

        _stepGradients[row] = sum;
    }

    protected override void FinishBackward(Tape tape)
    {
        var ends = (double)Math.Max(-Lowest, Highest);
        _clip.AddableGradient(tape.Buffers).RowSpan(0)[0] += (float)(_stepGradients.Sum() / Math.Sqrt(Output.Count * ends) / ends);
    }
}
