using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class TopValuesTests
{
    [TestCase(0, 3)]
    [TestCase(2, 3)]
    [TestCase(1000, 1)]
    [TestCase(1000, 15)]
    [TestCase(1000, 2000)]
    public void Places_AnyValues_AreThoseOfASort(int count, int most)
    {
        // Rounded, so that there are ties.
        float[] values = [.. Passes.Numbers(count, seed: 1).Select(value => MathF.Round(value, 1))];
        static bool MayTake(int place) => place % 3 != 0;

        var expected = Enumerable.Range(0, count).Where(MayTake).OrderByDescending(place => values[place]).ThenBy(place => place).Take(most);

        Assert.That(TopValues.Places(values, most, MayTake), Is.EqualTo(expected));
    }
}
