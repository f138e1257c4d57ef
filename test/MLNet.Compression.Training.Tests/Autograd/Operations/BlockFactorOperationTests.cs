using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class BlockFactorOperationTests
{
    [TestCase(4, 6, 2, 3)]
    [TestCase(5, 7, 2, 3)]
    [TestCase(3, 3, 1, 1)]
    public void Backward_FactorsOfScores_EqualsFiniteDifferences(int rows, int columns, int blockRows, int blockColumns)
    {
        var grid = new BlockGrid(rows, columns, new BlockShape(blockRows, blockColumns));
        var check = new GradientCheck().Input("weight", rows, columns).Input("scores", grid.BlockRows, grid.BlockColumns);
        check.Run(
            tape =>
            {
                var factors = check.Inputs[1].ValueSpan.ToArray().Select(score => (float)Math.Tanh(score)).ToArray();
                return BlockFactorOperation.Apply(tape, check.Inputs[0], grid, check.Inputs[1], factors, [.. factors.Select(factor => 1 - (factor * factor))]);
            },
            values => [.. values[0].Select((w, i) => w * Math.Tanh(values[1][BlockOf(i, columns, grid)]))]);
    }

    private static int BlockOf(int element, int columns, BlockGrid grid) =>
        (element / columns / grid.Shape.Outputs * grid.BlockColumns) + (element % columns / grid.Shape.Inputs);
}
