namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Any function whose gradient is taken to be that of the identity: dx = dy (Bengio et al. 2013).</summary>
internal sealed class StraightThroughOperation : Operation
{
    private readonly Tensor _input;

    private StraightThroughOperation(Tensor input, Tensor output)
    {
        _input = input;
        Output = output;
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x columns].</param>
    /// <param name="row">Writes one row of the output from the same row of the input: (row number, input, output).</param>
    public static Tensor Apply(Tape tape, Tensor input, RowFunction row)
    {
        var output = tape.Allocate(input.Rows, input.Columns);
        tape.Workers.For(input.Rows, i => row(i, input.Value.RowSpan(i), output.Value.RowSpan(i)));
        return tape.Record(new StraightThroughOperation(input, output));
    }

    public override void Backward(Tape tape) =>
        tape.WriteGradient(_input, gradient => Output.GradientSpan.CopyTo(gradient.AsSpan()));
}
