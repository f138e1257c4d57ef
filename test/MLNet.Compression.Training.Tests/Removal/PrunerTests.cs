using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Removal;

public class PrunerTests
{
    [TestCase(0.5)]
    [TestCase(0.75)]
    [TestCase(0.9)]
    [TestCase(0)]
    public void Finish_PerMatrix_RemovesTheShareOfEachMatrixsBlocks(double sparsity)
    {
        Parameter[] weights = [Weight(40, 22, 1), Weight(64, 32, 2)];
        var pruner = PrunerOf(weights, PruningRanking.PerMatrix, Always(sparsity));

        Finish(pruner);

        foreach (var weight in weights)
        {
            var grid = new BlockGrid(weight.Rows, weight.Columns, BlockShape.Kernel);
            Assert.That(ZeroBlocks(weight, grid).Count(zero => zero), Is.EqualTo((int)Math.Round(sparsity * grid.Count)));
            Assert.That(weight.Parametrizations, Is.Empty);
        }
    }

    [Test]
    public void Finish_Global_RemovesTheShareOfAllBlocksTogether()
    {
        Parameter[] weights = [Weight(32, 16, 1), Weight(32, 16, 2)];
        foreach (ref var value in weights[0].ValueSpan)
        {
            value *= 10;
        }

        var pruner = PrunerOf(weights, PruningRanking.Global, Always(0.5));

        Finish(pruner);

        Assert.That(weights[0].ValueSpan.Contains(0f), Is.False, "The stronger matrix loses nothing.");
        Assert.That(weights[1].ValueSpan.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Finish_Weights_RemovesTheWeakestBlocks()
    {
        var weight = Weight(48, 24, 3);
        var grid = new BlockGrid(48, 24, BlockShape.Kernel);
        var norms = Blocks(grid).Select(block => BlockGrid.SumOfSquares(weight.Value, block.Rows, block.Columns)).ToArray();
        var pruner = PrunerOf([weight], PruningRanking.PerMatrix, Always(0.5));

        Finish(pruner);

        var zero = ZeroBlocks(weight, grid);
        Assert.That(norms.Where((_, i) => zero[i]).Max(), Is.LessThan(norms.Where((_, i) => !zero[i]).Min()));
    }

    /// <remarks>Blocks at an edge have fewer weights; they are ranked by the mean square of a weight, so the strongest survive.</remarks>
    [Test]
    public void Finish_SmallStrongEdgeBlock_IsKept()
    {
        var weight = Weight(16, 9, 1);
        weight.ValueSpan.Fill(1);
        for (var row = 0; row < 16; row++)
        {
            weight.Value.RowSpan(row)[8] = 1.5f;
        }

        Finish(PrunerOf([weight], PruningRanking.PerMatrix, Always(0.67)));

        Assert.That(weight.Value.RowSpan(0).ToArray(), Is.EqualTo([0f, 0, 0, 0, 0, 0, 0, 0, 1.5f]));
    }

    [Test]
    public void Finish_EquallyStrongBlocks_RemovesTheFirst()
    {
        var weight = Weight(16, 400, 1);
        weight.ValueSpan.Fill(1);

        Finish(PrunerOf([weight], PruningRanking.PerMatrix, Always(0.5)));

        Assert.That(weight.Value.RowSpan(0).ToArray(), Is.EqualTo(Enumerable.Range(0, 400).Select(column => column < 200 ? 0f : 1f)));
    }

    [Test]
    public void BeforeStep_BlockGrewMeanwhile_ComesBack()
    {
        var weight = Weight(16, 8, 1);
        weight.ValueSpan.Fill(1);
        weight.Value.RowSpan(0)[0] = 0.5f;
        var pruner = PrunerOf([weight], PruningRanking.PerMatrix, new MaskSchedule(new CubicRamp(0.5, 0, 1), interval: 1));
        pruner.BeforeStep(6, 10);
        var before = Effective(weight);
        weight.Value.RowSpan(3)[1] = 7;

        pruner.BeforeStep(7, 10);

        Assert.That(before.AsSpan(0, 4).ToArray(), Is.All.Zero);
        Assert.That(Effective(weight).AsSpan(0, 8).ToArray(), Is.EqualTo([0.5f, 1, 1, 1, 0, 0, 0, 0]));
    }

    [Test]
    public void BeforeStep_Ramp_FollowsItAtTheInterval()
    {
        var weight = Weight(160, 40, 1);
        var ramp = new CubicRamp(0.8, 0, 0.5);
        var units = Units([weight]);
        var pruner = PrunerOf(units, PruningRanking.PerMatrix, new MaskSchedule(ramp, interval: 10));
        var seen = new List<double>();
        for (var step = 0; step < 100; step++)
        {
            pruner.BeforeStep(step, 100);
            seen.Add(units[0].Sparsity);
        }

        for (var step = 0; step < 49; step++)
        {
            Assert.That(seen[step], Is.EqualTo(ramp.At((step / 10 * 10) + 1, 100)).Within(0.5 / 100 + 1e-6), $"step {step}");
        }

        Assert.That(seen[49..], Is.All.EqualTo(0.8).Within(1e-6), "From the end of the ramp on.");
    }

    /// <summary>Removes the weakest blocks of each matrix.</summary>
    internal static void Prune(IEnumerable<Parameter> weights, double sparsity) =>
        Finish(PrunerOf(weights, PruningRanking.PerMatrix, Always(sparsity)));

    private static MaskSchedule Always(double sparsity) => new(Schedule.Constant(sparsity), interval: 1);

    private static Pruner PrunerOf(IEnumerable<Parameter> weights, PruningRanking ranking, MaskSchedule schedule) => PrunerOf(Units(weights), ranking, schedule);

    private static Pruner PrunerOf(WeightUnits[] units, PruningRanking ranking, MaskSchedule schedule) =>
        new([new PrunedUnits(units, new Magnitudes(units), new Competition(ranking), schedule)]);

    private static WeightUnits[] Units(IEnumerable<Parameter> weights)
    {
        WeightUnits[] units = [.. weights.Select(weight => new WeightUnits(weight.Name, 0, UnitPart.Blocks(weight, BlockShape.Kernel)))];
        foreach (var unit in units)
        {
            unit.Attach();
        }

        return units;
    }

    private static void Finish(Pruner pruner)
    {
        pruner.BeforeStep(0, 1);
        pruner.Finish();
        pruner.Detach();
    }

    private static Parameter Weight(int rows, int columns, int seed) => Passes.Parameter(rows, columns, Passes.Numbers(rows * columns, seed));

    private static float[] Effective(Parameter weight) => weight.Effective(Passes.Inference()).ValueSpan.ToArray();

    private static IEnumerable<(Range Rows, Range Columns)> Blocks(BlockGrid grid) =>
        Enumerable.Range(0, grid.Count).Select(block => grid.Range(block / grid.BlockColumns, block % grid.BlockColumns));

    private static bool[] ZeroBlocks(Parameter weight, BlockGrid grid) =>
        [.. Blocks(grid).Select(block => BlockGrid.SumOfSquares(weight.Value, block.Rows, block.Columns) == 0)];
}
