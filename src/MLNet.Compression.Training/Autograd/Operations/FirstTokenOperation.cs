using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>The row of each sequence's first token: [tokens x features] to [sequences x features].</summary>
internal sealed class FirstTokenOperation : Operation
{
    private readonly Tensor _input;
    private readonly AttentionLayout _layout;

    private FirstTokenOperation(Tape tape, Tensor input, AttentionLayout layout)
    {
        _input = input;
        _layout = layout;
        Output = tape.Allocate(layout.SequenceCount, input.Columns);
        for (var s = 0; s < layout.SequenceCount; s++)
        {
            input.Value.RowSpan(layout.StartOf(s)).CopyTo(Output.Value.RowSpan(s));
        }
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, AttentionLayout layout) => tape.Record(new FirstTokenOperation(tape, input, layout));

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        for (var s = 0; s < _layout.SequenceCount; s++)
        {
            var row = gradient.RowSpan(_layout.StartOf(s));
            TensorPrimitives.Add(row, Output.Gradient.RowSpan(s), row);
        }
    }
}
