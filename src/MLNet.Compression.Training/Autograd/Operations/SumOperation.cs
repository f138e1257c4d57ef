using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = Σ x of several tensors of one shape; dx = dy.</summary>
internal sealed class SumOperation : Operation
{
    private readonly IReadOnlyList<Tensor> _inputs;

    private SumOperation(Tape tape, IReadOnlyList<Tensor> inputs)
    {
        _inputs = inputs;
        Output = tape.Allocate(inputs[0].Rows, inputs[0].Columns);
        Output.ValueSpan.Clear();
        foreach (var input in inputs)
        {
            TensorPrimitives.Add(Output.ValueSpan, input.ValueSpan, Output.ValueSpan);
        }
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="inputs">At least one.</param>
    public static Tensor Apply(Tape tape, IReadOnlyList<Tensor> inputs) => tape.Record(new SumOperation(tape, inputs));

    public override void Backward(Tape tape)
    {
        foreach (var input in _inputs)
        {
            tape.WriteGradient(input, gradient => Output.GradientSpan.CopyTo(gradient.AsSpan()));
        }
    }
}
