using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = tanh x; dx = dy (1 − y²).</summary>
internal sealed class TanhOperation : Operation
{
    private readonly Tensor _input;

    private TanhOperation(Tape tape, Tensor input)
    {
        _input = input;
        Output = tape.Allocate(input.Rows, input.Columns);
        TensorPrimitives.Tanh(input.ValueSpan, Output.ValueSpan);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input) => tape.Record(new TanhOperation(tape, input));

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        for (var row = 0; row < gradient.Rows; row++)
        {
            var y = Output.Value.RowSpan(row);
            var dy = Output.Gradient.RowSpan(row);
            var dx = gradient.RowSpan(row);
            for (var i = 0; i < dx.Length; i++)
            {
                dx[i] += dy[i] * (1 - (y[i] * y[i]));
            }
        }
    }
}
