using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[i] = b for every row i: [1 x features] to [rows x features]. Backward: db = the column sums of dy.</summary>
internal sealed class RepeatOperation : Operation
{
    private readonly Tensor _row;

    private RepeatOperation(Tape tape, Tensor row, int rows)
    {
        _row = row;
        Output = tape.Allocate(rows, row.Columns);
        for (var i = 0; i < rows; i++)
        {
            row.ValueSpan.CopyTo(Output.Value.RowSpan(i));
        }
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="row">b [1 x features].</param>
    /// <param name="rows">How often.</param>
    public static Tensor Apply(Tape tape, Tensor row, int rows) => tape.Record(new RepeatOperation(tape, row, rows));

    public override void Backward(Tape tape)
    {
        if (!tape.IsFrozen(_row))
        {
            ColumnSumKernel.Accumulate(Output.Gradient, _row.AddableGradient(tape.Buffers).RowSpan(0), tape.Workers);
        }
    }
}
