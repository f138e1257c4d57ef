using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[s] = Σ x[t] / n over all n tokens of sequence s: [tokens x features] to [sequences x features]. Backward adds dy[s] / n to dx[t].</summary>
internal sealed class SequenceMeanOperation : Operation
{
    private readonly Tensor _input;
    private readonly AttentionLayout _layout;

    private SequenceMeanOperation(Tape tape, Tensor input, AttentionLayout layout)
    {
        (_input, _layout) = (input, layout);
        Output = tape.Allocate(layout.SequenceCount, input.Columns);
        tape.Workers.For(layout.SequenceCount, Sum);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [tokens x features].</param>
    /// <param name="layout">The sequences.</param>
    public static Tensor Apply(Tape tape, Tensor input, AttentionLayout layout) => tape.Record(new SequenceMeanOperation(tape, input, layout));

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        tape.Workers.For(_layout.SequenceCount, sequence =>
        {
            var (first, length) = (_layout.StartOf(sequence), _layout.LengthOf(sequence));
            for (var token = first; token < first + length; token++)
            {
                var row = gradient.RowSpan(token);
                TensorPrimitives.MultiplyAdd(Output.Gradient.RowSpan(sequence), 1f / length, row, row);
            }
        });
    }

    private void Sum(int sequence)
    {
        var (first, length) = (_layout.StartOf(sequence), _layout.LengthOf(sequence));
        var mean = Output.Value.RowSpan(sequence);
        mean.Clear();
        for (var token = first; token < first + length; token++)
        {
            TensorPrimitives.Add(mean, _input.Value.RowSpan(token), mean);
        }

        TensorPrimitives.Multiply(mean, 1f / length, mean);
    }
}
