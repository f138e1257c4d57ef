namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[i, j] = x[i, column j]: [rows x features] to [rows x chosen features]. Backward adds dy[i, j] to dx[i, column j].</summary>
internal sealed class GatherColumnsOperation : Operation
{
    private readonly Tensor _input;
    private readonly int[] _columns;

    private GatherColumnsOperation(Tape tape, Tensor input, int[] columns)
    {
        _input = input;
        _columns = columns;
        Output = tape.Allocate(input.Rows, columns.Length);
        Output.ValueSpan.Clear();
        ChosenColumns.AddGathered(input.Value, columns, Output.Value);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x features].</param>
    /// <param name="columns">Column numbers of x, each at most once.</param>
    public static Tensor Apply(Tape tape, Tensor input, int[] columns) => tape.Record(new GatherColumnsOperation(tape, input, columns));

    public override void Backward(Tape tape)
    {
        if (!tape.IsFrozen(_input))
        {
            ChosenColumns.AddScattered(Output.Gradient, _columns, _input.AddableGradient(tape.Buffers));
        }
    }
}
