using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tests.Numerics;

public class SeededRandomTests
{
    [Test]
    public void NextBits_SameSeedAndStream_IsTheSameEverywhere()
    {
        var random = new SeededRandom(1, 2);
        var again = new SeededRandom(1, 2);

        Assert.That(Enumerable.Range(0, 10).Select(_ => random.NextBits()), Is.EqualTo(Enumerable.Range(0, 10).Select(_ => again.NextBits()).ToArray()));
    }

    [Test]
    public void NextBits_OtherSeedOrStream_Differs()
    {
        ulong[] first = [new SeededRandom(1, 2).NextBits(), new SeededRandom(2, 1).NextBits(), new SeededRandom(1, 3).NextBits(), new SeededRandom(0, 2).NextBits()];

        Assert.That(first, Is.Unique);
    }

    [Test]
    public void NextNormal_ManyNumbers_HaveMeanZeroAndVarianceOne()
    {
        var random = new SeededRandom(1, 0);
        var numbers = Enumerable.Range(0, 40_000).Select(_ => random.NextNormal()).ToArray();

        Assert.That(numbers.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(numbers.Length)));
        Assert.That(numbers.Average(x => x * x), Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / numbers.Length)));
        Assert.That(numbers, Is.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void NextInt_Bound_CoversExactlyTheRange()
    {
        var random = new SeededRandom(1, 0);
        var numbers = Enumerable.Range(0, 1000).Select(_ => random.NextInt(7)).ToArray();

        Assert.That(numbers.Distinct().Order(), Is.EqualTo(Enumerable.Range(0, 7)));
    }
}
