namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y from x, and dx from x and dy, row by row.</summary>
internal abstract class RowOperation : Operation
{
    private readonly Tensor _input;

    protected RowOperation(Tape tape, Tensor input)
    {
        _input = input;
        Output = tape.Allocate(input.Rows, input.Columns);
    }

    public sealed override Tensor Output { get; }

    /// <summary>x.</summary>
    protected Tensor Input => _input;

    public sealed override void Backward(Tape tape)
    {
        tape.WriteGradient(_input, gradient => tape.Workers.For(
            gradient.Rows, row => BackwardRow(row, _input.Value.RowSpan(row), Output.Gradient.RowSpan(row), gradient.RowSpan(row))));
        FinishBackward(tape);
    }

    /// <summary>Runs the forward pass: for derived classes, once they are ready.</summary>
    protected Tensor Run(Tape tape)
    {
        tape.Workers.For(Output.Rows, row => ForwardRow(row, _input.Value.RowSpan(row), Output.Value.RowSpan(row)));
        return tape.Record(this);
    }

    /// <summary>Writes one row of the output. Runs for several rows at once.</summary>
    protected abstract void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Writes one row of the input's gradient. Runs for several rows at once.</summary>
    protected abstract void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);

    /// <summary>Adds what the rows gathered for other parameters.</summary>
    protected virtual void FinishBackward(Tape tape)
    {
    }
}
