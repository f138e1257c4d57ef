namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = x, dx = 0: the backward pass ends here, so that nothing is computed below where nothing learns.</summary>
internal sealed class StopGradientOperation : Operation
{
    private StopGradientOperation(Tape tape, Tensor input)
    {
        Output = tape.Allocate(input.Rows, input.Columns);
        input.ValueSpan.CopyTo(Output.ValueSpan);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input) => tape.Record(new StopGradientOperation(tape, input));

    public override void Backward(Tape tape)
    {
    }
}
