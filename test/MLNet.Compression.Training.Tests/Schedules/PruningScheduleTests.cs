using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Schedules;

public class PruningScheduleTests
{
    /// <remarks>Narang et al. 2017 with q = 0.6, f = 1: θ = 2q / (2(ramp − start) + 3(end − ramp)), φ = 1.5 θ.</remarks>
    [Test]
    public void At_RisingThreshold_HasThePapersSlopes()
    {
        const int start = 20;
        const int ramp = 40;
        const int end = 70;
        const double theta = 2 * 0.6 / ((2 * (ramp - start)) + (3 * (end - ramp)));
        var threshold = new RisingThreshold(0.6, start / 100.0, end / 100.0, (ramp - start) / (double)(end - start));

        for (var step = 0; step < 100; step++)
        {
            var expected = step < start ? 0 : step < ramp ? theta * (step - start) : step < end ? (theta * (ramp - start)) + (1.5 * theta * (step - ramp)) : 0.6;
            Assert.That(threshold.At(step, 100), Is.EqualTo(expected).Within(1e-12), $"step {step}");
        }
    }

    [Test]
    public void At_ConstantUntil_EndsAtItsShare() => Assert.That(
        Enumerable.Range(0, 5).Select(step => new ConstantUntil(0.3, 0.6).At(step, 5)), Is.EqualTo([0.3, 0.3, 0.3, 0, 0]));
}
