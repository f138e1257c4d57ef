using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class ShuffledOrderTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1000)]
    public void Of_Epoch_HoldsEveryRowOnce(int count) =>
        Assert.That(new ShuffledOrder(count, seed: 3).Of(5).ToArray().Order(), Is.EqualTo(Enumerable.Range(0, count)));

    [Test]
    public void Of_SameSeedAndEpoch_IsTheSameWhateverCameBefore()
    {
        var order = new ShuffledOrder(100, seed: 3);
        var expected = order.Of(7).ToArray();
        order.Of(1);

        Assert.That(order.Of(7).ToArray(), Is.EqualTo(expected));
        Assert.That(new ShuffledOrder(100, seed: 3).Of(7).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Of_OtherSeedOrEpoch_Differs()
    {
        var rows = new ShuffledOrder(100, seed: 3).Of(0).ToArray();

        Assert.That(new ShuffledOrder(100, seed: 3).Of(1).ToArray(), Is.Not.EqualTo(rows));
        Assert.That(new ShuffledOrder(100, seed: 4).Of(0).ToArray(), Is.Not.EqualTo(rows));
    }

    /// <remarks>Each row comes first in a fiftieth of the epochs; the bound is five standard deviations of 2,000 epochs.</remarks>
    [Test]
    public void Of_ManyEpochs_StartsWithEveryRowAlike()
    {
        var order = new ShuffledOrder(50, seed: 3);
        var first = Enumerable.Range(0, 2000).Select(epoch => order.Of(epoch)[0]).CountBy(row => row).ToDictionary();

        Assert.That(Enumerable.Range(0, 50).Select(row => first.GetValueOrDefault(row)), Is.All.InRange(8, 72));
    }
}
