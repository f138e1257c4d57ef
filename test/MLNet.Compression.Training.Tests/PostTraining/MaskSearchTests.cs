using MLNet.Compression.Training.PostTraining;

namespace MLNet.Compression.Training.Tests.PostTraining;

public class MaskSearchTests
{
    [Test]
    public void Run_SmallCases_FindsWhatTryingEverythingFinds()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var heads = Units(random, random.Next(1, 5), cost: 7);
            var neurons = Units(random, random.Next(1, 7), cost: 2);
            var budget = random.Next(0, heads.Concat(neurons).Sum(unit => (int)unit.Cost) + 3);

            var kept = MaskSearch.Run(heads, neurons, budget);

            Assert.That(kept.Sum(unit => unit.Cost), Is.LessThanOrEqualTo(budget));
            Assert.That(kept.Sum(unit => unit.Score), Is.EqualTo(Best([.. heads, .. neurons], budget)).Within(1e-12), $"round {round}");
        }
    }

    [Test]
    public void Run_BudgetForAll_KeepsAll()
    {
        var (heads, neurons) = (Units(new Random(1), 4, cost: 7), Units(new Random(2), 6, cost: 2));
        UnitCandidate[] worthless = [.. neurons.Select(unit => unit with { Score = 0 })];

        Assert.That(MaskSearch.Run(heads, worthless, budget: 40), Is.EquivalentTo(heads.Concat(worthless)));
        Assert.That(MaskSearch.Run([.. heads.Select(unit => unit with { Score = 0 })], neurons, budget: 40), Has.Count.EqualTo(10));
    }

    [Test]
    public void Run_HeadsOfDifferentCost_StaysInTheBudgetAndPrefersTheCheap()
    {
        UnitCandidate[] heads = [new(0, 0, Score: 1, Cost: 10), new(1, 0, Score: 1, Cost: 5), new(1, 1, Score: 1, Cost: 5)];

        Assert.That(MaskSearch.Run(heads, [], budget: 12), Is.EquivalentTo(heads[1..]));
    }

    private static UnitCandidate[] Units(Random random, int count, long cost) =>
        [.. Enumerable.Range(0, count).Select(unit => new UnitCandidate((int)cost, unit, random.NextDouble(), cost))];

    private static double Best(UnitCandidate[] units, long budget) => Enumerable.Range(0, 1 << units.Length)
        .Select(set => units.Where((_, i) => (set & (1 << i)) != 0).ToArray())
        .Where(set => set.Sum(unit => unit.Cost) <= budget)
        .Max(set => set.Sum(unit => unit.Score));
}
