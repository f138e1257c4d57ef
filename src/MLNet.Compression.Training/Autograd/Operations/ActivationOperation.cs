namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = f(x), dx = dy f'(x), element by element.</summary>
internal sealed class ActivationOperation : Operation
{
    private readonly Tensor _input;
    private readonly ActivationKernel _kernel;

    private ActivationOperation(Tape tape, Tensor input, ActivationFunction function)
    {
        _input = input;
        _kernel = ActivationKernel.Of(function);
        Output = tape.Allocate(input.Rows, input.Columns);
        _kernel.Forward(input.ValueSpan, Output.ValueSpan, tape.Workers);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, ActivationFunction function) =>
        tape.Record(new ActivationOperation(tape, input, function));

    public override void Backward(Tape tape) =>
        tape.WriteGradient(_input, gradient => _kernel.Backward(_input.ValueSpan, Output.GradientSpan, gradient.AsSpan(), tape.Workers));
}
