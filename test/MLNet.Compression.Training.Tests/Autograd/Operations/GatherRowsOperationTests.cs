using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class GatherRowsOperationTests
{
    private const int Columns = 3;

    [Test]
    public void Backward_RowsInAnyOrderAndTwice_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 5, Columns);
        int[] rows = [4, 0, 2, 4];

        check.Run(
            tape => GatherRowsOperation.Apply(tape, check.Inputs[0], rows),
            values => [.. rows.SelectMany(row => values[0][(row * Columns)..((row + 1) * Columns)])],
            tolerance: 1e-7);
    }
}
