using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = x ∘ mask / (1 − p); the mask is made again in the backward pass instead of being kept.</summary>
internal sealed class DropoutOperation : Operation
{
    private readonly Tensor _input;
    private readonly DropoutMask _mask;

    private DropoutOperation(Tape tape, Tensor input, float rate)
    {
        _input = input;
        _mask = tape.NewMask(rate);
        Output = tape.Allocate(input.Rows, input.Columns);
        DropoutKernel.Apply(input.ValueSpan, Output.ValueSpan, _mask, tape.Workers);
    }

    public override Tensor Output { get; }

    /// <summary>The input itself where nothing is dropped.</summary>
    public static Tensor Apply(Tape tape, Tensor input, float rate) =>
        rate == 0 || !tape.IsTraining ? input : tape.Record(new DropoutOperation(tape, input, rate));

    public override void Backward(Tape tape) =>
        tape.WriteGradient(_input, gradient => DropoutKernel.Apply(Output.GradientSpan, gradient.AsSpan(), _mask, tape.Workers));
}
