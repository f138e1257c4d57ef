using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.Quantization.Clips;

namespace MLNet.Compression.Training.Tests.Quantization.Clips;

internal sealed class ClipCalibrationTests
{
    private static IEnumerable<ClipCalibration> Calibrations => [ClipCalibration.KullbackLeibler, ClipCalibration.Mean, ClipCalibration.Percentile(1), ClipCalibration.Percentile(0.99)];

    [Test]
    public void RangeOf_Percentile_HasThatShareWithin()
    {
        var values = Gaussian(10_000);
        var sorted = values.Select(value => Math.Abs((double)value)).Order().ToArray();

        foreach (var share in new[] { 0.5, 0.9, 0.999 })
        {
            var seen = Seen(values);
            var bound = ClipCalibration.Percentile(share).RangeOf(seen, 7).Scale * 127 / 2;
            Assert.That(bound, Is.InRange(sorted[(int)(share * sorted.Length) - 1] - 1e-5, sorted[(int)(share * sorted.Length) - 1] + seen.Width + 1e-5));
        }
    }

    [Test]
    public void RangeOf_Mean_IsTheFirstStepOfLearnedStepSize()
    {
        var values = Gaussian(10_000);

        var range = ClipCalibration.Mean.RangeOf(Seen(values), 3);

        Assert.That(range.Scale * 7 / 2, Is.EqualTo(2 * values.Average(Math.Abs) * Math.Sqrt(3)).Within(1e-3));
        Assert.That(range.ZeroPoint, Is.EqualTo(4), "3.5 is halfway, and goes to even");
    }

    [Test]
    public void RangeOf_KullbackLeibler_IsTheBestOfItsBoundsByAPlainFormula()
    {
        var seen = Seen([.. Gaussian(5_000), 9, -12, 15]);

        var range = ClipCalibration.KullbackLeibler.RangeOf(seen, 4);

        var used = seen.Counts.LastIndexOfAnyExcept(0) + 1;
        var bounds = Enumerable.Range(0, used).Select(i => used - (4 * i)).TakeWhile(bins => bins >= 8).Select(bins => (Bins: bins, Divergence: Divergence(seen, bins))).ToArray();
        var best = bounds.MinBy(bound => bound.Divergence);
        Assert.That(range.Scale * 15 / 2, Is.EqualTo(best.Bins * seen.Width).Within(1e-6));
        Assert.That(best.Bins, Is.LessThan(used / 2), "outliers are cut off");
    }

    [Test]
    public void RangeOf_ValuesAfterGelu_HasNoIntegersFarBelowZero([ValueSource(nameof(Calibrations))] ClipCalibration calibration)
    {
        float[] values = [.. Gaussian(10_000).Select(x => (float)(x * 0.5 * (1 + Math.Tanh(0.7978845608 * (x + (0.044715 * x * x * x))))))];

        var range = calibration.RangeOf(Seen(values), 7);

        Assert.That(range.ZeroPoint * range.Scale, Is.EqualTo(0.17).Within(range.Scale));
        Assert.That(range.ZeroPoint, Is.LessThan(20));
    }

    [Test]
    public void RangeOf_ValuesOnOneSide_BeginsAtZero([ValueSource(nameof(Calibrations))] ClipCalibration calibration)
    {
        float[] positive = [.. Gaussian(10_000).Select(Math.Abs)];

        Assert.That(calibration.RangeOf(Seen(positive), 7).ZeroPoint, Is.Zero);
        Assert.That(calibration.RangeOf(Seen([.. positive.Select(value => -value)]), 7).ZeroPoint, Is.EqualTo(127));
    }

    [Test]
    public void RangeOf_NothingButZeros_IsStillARange([ValueSource(nameof(Calibrations))] ClipCalibration calibration)
    {
        Assert.That(calibration.RangeOf(Seen(new float[10]), 7).IsInRange);
        Assert.That(calibration.RangeOf(new ClipHistogram(), 2).IsInRange);
        Assert.That(calibration.RangeOf(Seen([float.Epsilon, -float.Epsilon, float.MaxValue]), 2), Has.Property(nameof(InputClip.IsInRange)).True);
    }

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Percentile_OtherShare_Throws(double share) => Assert.That(() => ClipCalibration.Percentile(share), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double Divergence(ClipHistogram seen, int bins)
    {
        const int Levels = 8;
        double[] within = [.. seen.Counts[..bins].ToArray().Select(count => (double)count)];
        var reference = within.ToArray();
        reference[^1] += seen.Count - within.Sum();
        var groups = within.Index().GroupBy(bin => bin.Index * Levels / bins).ToDictionary(group => group.Key, group => group.Sum(bin => bin.Item) / Math.Max(1, group.Count(bin => bin.Item > 0)));
        double[] candidate = [.. within.Select((count, i) => count > 0 ? groups[i * Levels / bins] / within.Sum() : 0)];
        return reference.Zip(candidate, (p, q) => p == 0 ? 0 : p / seen.Count * Math.Log(p / seen.Count / q)).Sum();
    }

    private static ClipHistogram Seen(float[] values)
    {
        var seen = new ClipHistogram();
        seen.Add(values);
        return seen;
    }

    private static float[] Gaussian(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
