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

    private static IReadOnlyList<IReadOnlyList<AllocationCandidate>> Parts(Random random, int count, int factor = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => (IReadOnlyList<AllocationCandidate>)[.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new AllocationCandidate(QuantizationScheme.Int8, (long)factor * random.Next(1, 1000), random.NextDouble()))])];

    private static double Best(IEnumerable<IReadOnlyList<AllocationCandidate>> parts, long bytes) => bytes < 0 ? double.PositiveInfinity
        : !parts.Any() ? 0
        : parts.First().Min(candidate => candidate.Sensitivity + Best(parts.Skip(1), bytes - candidate.Bytes));
}
