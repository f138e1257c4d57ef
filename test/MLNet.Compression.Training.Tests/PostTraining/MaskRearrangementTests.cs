using MLNet.Compression.Training.PostTraining;

namespace MLNet.Compression.Training.Tests.PostTraining;

public class MaskRearrangementTests
{
    [Test]
    public void Run_RandomBlocks_NeverRaisesTheObjectiveAndEndsWhereNoExchangeHelps()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var units = random.Next(2, 12);
            var fisher = Fisher(random, units, rows: random.Next(1, 20));
            bool[] before = [.. Enumerable.Range(0, units).Select(_ => random.Next(2) == 0)];
            var kept = before.ToArray();

            MaskRearrangement.Run(fisher, kept);

            var objective = Objective(fisher, kept);
            Assert.That(kept.Count(isKept => isKept), Is.EqualTo(before.Count(isKept => isKept)));
            Assert.That(objective, Is.LessThanOrEqualTo(Objective(fisher, before) + 1e-12));
            Assert.That(MaskRearrangement.Objective(fisher, kept), Is.EqualTo(objective).Within(1e-12));
            Assert.That(Exchanges(kept).Select(other => Objective(fisher, other)), Is.All.GreaterThanOrEqualTo(objective - 1e-6), $"round {round}");
        }
    }

    /// <remarks>Units 0 and 1 cancel each other, so that both can go at no cost, though each is worth more than 2.</remarks>
    [Test]
    public void Run_UnitsThatCancel_GoTogether()
    {
        var fisher = Block([[2, -2, 1], [-3, 3, 1]], units: 3);
        bool[] kept = [true, false, false];

        MaskRearrangement.Run(fisher, kept);

        Assert.That(kept, Is.EqualTo([false, false, true]));
        Assert.That(MaskRearrangement.Objective(fisher, kept), Is.Zero);
    }

    [Test]
    public void Run_Cancelled_Throws() => Assert.That(
        () => MaskRearrangement.Run([[1, 0], [0, 1]], [true, false], new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    private static double[][] Fisher(Random random, int units, int rows) =>
        Block([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, units).Select(_ => random.NextDouble() - 0.5).ToArray())], units);

    private static double[][] Block(double[][] slopes, int units) =>
        [.. Enumerable.Range(0, units).Select(i => Enumerable.Range(0, units).Select(j => slopes.Sum(row => row[i] * row[j])).ToArray())];

    private static double Objective(double[][] fisher, bool[] kept)
    {
        int[] removed = [.. Enumerable.Range(0, kept.Length).Where(unit => !kept[unit])];
        return removed.Sum(i => removed.Sum(j => fisher[i][j]));
    }

    private static IEnumerable<bool[]> Exchanges(bool[] kept) =>
        from going in Enumerable.Range(0, kept.Length)
        from back in Enumerable.Range(0, kept.Length)
        where kept[going] && !kept[back]
        select kept.Select((isKept, unit) => unit == going ? false : unit == back || isKept).ToArray();
}
