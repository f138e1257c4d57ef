using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = tanh x; dx = dy (1 − y²).</summary>
internal sealed class TanhOperation : Operation
{
    private readonly Tensor _input;

    private TanhOperation(Tape tape, Tensor input)
    {
        _input = input;
        Output = tape.Allocate(input.Rows, input.Columns);
        TanhKernel.Forward(input.ValueSpan, Output.ValueSpan, tape.Workers);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input) => tape.Record(new TanhOperation(tape, input));

    public override void Backward(Tape tape) =>
        tape.WriteGradient(_input, gradient => TanhKernel.Backward(Output.ValueSpan, Output.GradientSpan, gradient.AsSpan(), tape.Workers));
}
