namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[i, column j] = x[i, j], and 0 in all other columns: [rows x chosen features] to [rows x features]. Backward adds dy[i, column j] to dx[i, j].</summary>
internal sealed class ScatterColumnsOperation : Operation
{
    private readonly Tensor _input;
    private readonly int[] _columns;

    private ScatterColumnsOperation(Tape tape, Tensor input, int[] columns, int features)
    {
        _input = input;
        _columns = columns;
        Output = tape.Allocate(input.Rows, features);
        Output.ValueSpan.Clear();
        ChosenColumns.AddScattered(input.Value, columns, Output.Value);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x chosen features].</param>
    /// <param name="columns">The column of y that each column of x becomes, each at most once.</param>
    /// <param name="features">Columns of y.</param>
    public static Tensor Apply(Tape tape, Tensor input, int[] columns, int features) =>
        tape.Record(new ScatterColumnsOperation(tape, input, columns, features));

    public override void Backward(Tape tape) => ChosenColumns.AddGathered(Output.Gradient, _columns, _input.AddableGradient(tape.Buffers));
}
