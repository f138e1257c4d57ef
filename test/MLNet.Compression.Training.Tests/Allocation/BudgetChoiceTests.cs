using MLNet.Compression.Training.Allocation;

namespace MLNet.Compression.Training.Tests.Allocation;

/// <summary>Against all choices, one after the other.</summary>
public class BudgetChoiceTests
{
    [Test]
    public void Run_AnyBudget_LosesTheLeastThatIsAllowed([Range(1, 12)] int seed)
    {
        var parts = Parts(new Random(seed), 5);
        var (least, most) = (parts.Sum(part => part.Min(candidate => candidate.Bytes)), parts.Sum(part => part.Max(candidate => candidate.Bytes)));
        for (var bytes = least; bytes <= most; bytes += 97)
        {
            var chosen = BudgetChoice.Run(parts, bytes)!;

            Assert.That(chosen.Sum(candidate => candidate.Bytes), Is.LessThanOrEqualTo(bytes));
            Assert.That(chosen.Zip(parts).All(pair => pair.Second.Contains(pair.First)), Is.True);
            Assert.That(chosen.Sum(candidate => candidate.Sensitivity), Is.EqualTo(Best(parts, bytes)).Within(1e-9));
        }
    }

    [Test]
    public void Run_LargeNumbers_KeepsTheBudgetAndComesNear()
    {
        var parts = Parts(new Random(3), 40, factor: 100_003);
        var bytes = parts.Sum(part => (part.Min(candidate => candidate.Bytes) + part.Max(candidate => candidate.Bytes)) / 2);

        var chosen = BudgetChoice.Run(parts, bytes)!;

        Assert.That(chosen.Sum(candidate => candidate.Bytes), Is.LessThanOrEqualTo(bytes));
        Assert.That(chosen.Sum(candidate => candidate.Sensitivity), Is.LessThanOrEqualTo(BudgetChoice.Run(parts, (long)(0.95 * bytes))!.Sum(candidate => candidate.Sensitivity)));
    }

    [Test]
    public void Run_BudgetOfTheFewestBytes_TakesThem()
    {
        var parts = Parts(new Random(1), 5);
        var fewest = parts.Sum(part => part.Min(candidate => candidate.Bytes));

        Assert.That(BudgetChoice.Run(parts, fewest)!.Sum(candidate => candidate.Bytes), Is.EqualTo(fewest));
        Assert.That(BudgetChoice.Run(parts, fewest - 1), Is.Null);
    }

    /// <remarks>Costs in whole units, of which there are fewer than pieces: the choice is exact.</remarks>
    [Test]
    public void Run_TwoBudgets_LosesTheLeastThatBothAllow([Range(1, 6)] int seed)
    {
        var parts = Parts(new Random(seed), 5, largest: 60);
        var (least, most) = (parts.Sum(part => part.Min(candidate => candidate.Bytes)), parts.Sum(part => part.Max(candidate => candidate.Bytes)));
        for (var bytes = least; bytes <= most; bytes += 11)
        {
            foreach (var milliseconds in new[] { 0.06, 0.1, 0.14, 0.3 })
            {
                var chosen = BudgetChoice.Run(parts, [new(candidate => candidate.Bytes, bytes, 1), new(candidate => candidate.Milliseconds!.Value, milliseconds, 1e-3)]);

                var best = Best(parts, bytes, milliseconds + 1e-9);
                Assert.That(chosen is null, Is.EqualTo(double.IsPositiveInfinity(best)));
                if (chosen is not null)
                {
                    Assert.That(chosen.Sum(candidate => candidate.Bytes), Is.LessThanOrEqualTo(bytes));
                    Assert.That(chosen.Sum(candidate => candidate.Milliseconds), Is.LessThanOrEqualTo(milliseconds + 1e-9));
                    Assert.That(chosen.Sum(candidate => candidate.Sensitivity), Is.EqualTo(best).Within(1e-9));
                }
            }
        }
    }

    private static IReadOnlyList<IReadOnlyList<AllocationCandidate>> Parts(Random random, int count, int factor = 1, int largest = 1000) =>
        [.. Enumerable.Range(0, count).Select(_ => (IReadOnlyList<AllocationCandidate>)[.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new AllocationCandidate(QuantizationScheme.Int8, (long)factor * random.Next(1, largest), random.NextDouble()) { Milliseconds = 1e-3 * random.Next(1, 40) })])];

    private static double Best(IEnumerable<IReadOnlyList<AllocationCandidate>> parts, long bytes, double milliseconds = double.PositiveInfinity) => bytes < 0 || milliseconds < 0 ? double.PositiveInfinity
        : !parts.Any() ? 0
        : parts.First().Min(candidate => candidate.Sensitivity + Best(parts.Skip(1), bytes - candidate.Bytes, milliseconds - candidate.Milliseconds!.Value));
}
