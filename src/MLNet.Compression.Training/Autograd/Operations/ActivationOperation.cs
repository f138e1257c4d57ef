using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = f(x), dx = dy f'(x), element by element.</summary>
internal sealed class ActivationOperation : Operation
{
    private readonly Tensor _input;
    private readonly ActivationFunction _function;

    private ActivationOperation(Tape tape, Tensor input, ActivationFunction function)
    {
        _input = input;
        _function = function;
        Output = tape.Allocate(input.Rows, input.Columns);
        InterimKernels.Activate(function, input.Value, Output.Value, tape.Workers);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, ActivationFunction function) =>
        tape.Record(new ActivationOperation(tape, input, function));

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        InterimKernels.ActivateBackward(_function, _input.Value, Output.Gradient, gradient, tape.Workers);
    }
}
