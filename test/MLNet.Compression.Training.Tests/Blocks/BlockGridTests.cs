using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Blocks;

public class BlockGridTests
{
    [TestCase(48, 24, 3, 6)]
    [TestCase(40, 22, 3, 6)]
    [TestCase(1, 1, 1, 1)]
    public void Count_Matrix_CoversEveryElementOnce(int rows, int columns, int blockRows, int blockColumns)
    {
        var grid = new BlockGrid(rows, columns, BlockShape.Kernel);
        var counts = new int[rows, columns];
        for (var block = 0; block < grid.Count; block++)
        {
            var (r, c) = grid.Range(block / grid.BlockColumns, block % grid.BlockColumns);
            for (var row = r.Start.Value; row < r.End.Value; row++)
            {
                for (var column = c.Start.Value; column < c.End.Value; column++)
                {
                    counts[row, column]++;
                }
            }
        }

        Assert.That((grid.BlockRows, grid.BlockColumns), Is.EqualTo((blockRows, blockColumns)));
        Assert.That(counts, Is.All.EqualTo(1));
    }

    [Test]
    public void SumOfSquares_Edge_CountsOnlyTheMatrix()
    {
        var weight = Passes.Parameter(3, 2, [1, 2, 3, 4, 5, 6]);

        Assert.That(BlockGrid.SumOfSquares(weight.Value, 1..3, 1..2), Is.EqualTo(16 + 36));
    }
}
