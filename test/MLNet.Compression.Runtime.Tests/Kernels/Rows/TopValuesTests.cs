using MLNet.Compression.Runtime.Kernels.Rows;

namespace MLNet.Compression.Runtime.Tests.Kernels.Rows;

internal sealed class TopValuesTests
{
    [TestCase(0, 3)]
    [TestCase(2, 3)]
    [TestCase(1000, 1)]
    [TestCase(1000, 15)]
    [TestCase(1000, 2000)]
    public void Places_AnyValues_AreThoseOfASort(int count, int most)
    {
        // Rounded, so that there are ties.
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, count).Select(_ => MathF.Round(4 * random.NextSingle(), 1))];
        static bool MayTake(int place) => place % 3 != 0;

        var expected = Enumerable.Range(0, count).Where(MayTake).OrderByDescending(place => values[place]).ThenBy(place => place).Take(most);

        Assert.That(TopValues.Places(values, most, MayTake), Is.EqualTo(expected));
    }
}
