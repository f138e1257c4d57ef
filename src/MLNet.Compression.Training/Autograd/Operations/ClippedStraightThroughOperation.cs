namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Any function whose gradient is taken to be that of the identity between −1 and 1, and 0 beyond: dx = dy where |x| ≤ 1 (Hubara et al. 2016).</summary>
internal sealed class ClippedStraightThroughOperation : RowOperation
{
    private readonly RowFunction _function;

    private ClippedStraightThroughOperation(Tape tape, Tensor input, RowFunction function)
        : base(tape, input) => _function = function;

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="function">Writes one row of the output from the same row of the input.</param>
    public static Tensor Apply(Tape tape, Tensor input, RowFunction function) =>
        new ClippedStraightThroughOperation(tape, input, function).Run(tape);

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y) => _function(row, x, y);

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++)
        {
            dx[i] = MathF.Abs(x[i]) <= 1 ? dy[i] : 0;
        }
    }
}
