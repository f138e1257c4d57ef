using MLNet.Compression.Training.Quantization.Clips;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Quantization.Clips;

internal sealed class ClipHistogramTests
{
    [TestCase(1)]
    [TestCase(1e-3f)]
    [TestCase(300)]
    public void Add_ValuesInAnyOrder_CountsThemInBinsOfOneWidth(float scale)
    {
        float[] values = [.. Passes.Numbers(500, seed: 2).Select(value => scale * value)];
        var (seen, reversed) = (new ClipHistogram(), new ClipHistogram());
        seen.Add(values.AsSpan(0, 100));
        seen.Add(values.AsSpan(100));
        reversed.Add([.. values.Reverse()]);

        var expected = new long[ClipHistogram.Bins];
        foreach (var value in values)
        {
            expected[(int)(Math.Abs((double)value) / seen.Width)]++;
        }

        Assert.That(seen.Counts.ToArray(), Is.EqualTo(expected));
        Assert.That(reversed.Counts.ToArray(), Is.EqualTo(expected));
        Assert.That((seen.Least, seen.Greatest, seen.Count), Is.EqualTo((values.Min(), values.Max(), 500L)));
        Assert.That(seen.MeanMagnitude, Is.EqualTo(values.Average(value => Math.Abs((double)value))).Within(1e-9 * scale));
        Assert.That(seen.Width, Is.InRange(seen.Largest / ClipHistogram.Bins, 2 * seen.Largest / ClipHistogram.Bins));
    }

    [Test]
    public void Add_HugeAndTinyValues_AreCounted()
    {
        var seen = new ClipHistogram();
        seen.Add([float.MaxValue, float.Epsilon, 0, float.MinValue]);

        Assert.That(seen.Counts.ToArray().Sum(), Is.EqualTo(4));
        Assert.That(seen.Counts[0], Is.EqualTo(2));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Add_ValueThatIsNotFinite_Throws(float value) => Assert.That(() => new ClipHistogram().Add([1, value]), Throws.ArgumentException.With.Message.Contains($"{value}"));
}
