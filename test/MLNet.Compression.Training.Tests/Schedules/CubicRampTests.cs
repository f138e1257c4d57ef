using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Schedules;

public class CubicRampTests
{
    [TestCase(0, 0)]
    [TestCase(20, 0)]
    [TestCase(40, 0.7 * (1 - (0.5 * 0.5 * 0.5)))]
    [TestCase(60, 0.7)]
    [TestCase(99, 0.7)]
    public void At_StepOfARun_FollowsTheCube(long step, double expected) =>
        Assert.That(new CubicRamp(0.7, BeginShare: 0.2, EndShare: 0.6).At(step, 100), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void At_Steps_NeverFalls()
    {
        var ramp = new CubicRamp(0.9, BeginShare: 0.1, EndShare: 0.8);
        var values = Enumerable.Range(0, 200).Select(step => ramp.At(step, 200)).ToArray();

        Assert.That(values, Is.Ordered);
        Assert.That(values, Is.All.InRange(0, 0.9));
    }

    [Test]
    public void At_NoSteps_IsFinite() => Assert.That(new CubicRamp(0.5, 0, 0).At(0, 0), Is.InRange(0, 0.5));
}
