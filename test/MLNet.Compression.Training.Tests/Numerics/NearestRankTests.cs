using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tests.Numerics;

public class NearestRankTests
{
    [TestCase(0, 10)]
    [TestCase(0.2, 10)]
    [TestCase(0.21, 20)]
    [TestCase(0.5, 30)]
    [TestCase(0.95, 50)]
    [TestCase(1, 50)]
    public void Of_FiveNumbers_IsOneOfThem(double share, double expected) => Assert.That(NearestRank.Of([10, 20, 30, 40, 50], share), Is.EqualTo(expected));

    [Test]
    public void Of_OneNumber_IsThat() => Assert.That(NearestRank.Of([3], 0.5), Is.EqualTo(3));
}
