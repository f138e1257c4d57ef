using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[i] = x[row i]: [rows x features] to [chosen rows x features]. Backward adds dy[i] to dx[row i].</summary>
internal sealed class GatherRowsOperation : Operation
{
    private readonly Tensor _input;
    private readonly IReadOnlyList<int> _rows;

    private GatherRowsOperation(Tape tape, Tensor input, IReadOnlyList<int> rows)
    {
        _input = input;
        _rows = rows;
        Output = tape.Allocate(rows.Count, input.Columns);
        for (var i = 0; i < rows.Count; i++)
        {
            input.Value.RowSpan(rows[i]).CopyTo(Output.Value.RowSpan(i));
        }
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x features].</param>
    /// <param name="rows">Row numbers of x, in any order; one may be there more than once.</param>
    public static Tensor Apply(Tape tape, Tensor input, IReadOnlyList<int> rows) => tape.Record(new GatherRowsOperation(tape, input, rows));

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = gradient.RowSpan(_rows[i]);
            TensorPrimitives.Add(row, Output.Gradient.RowSpan(i), row);
        }
    }
}
