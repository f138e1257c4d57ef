using MLNet.Compression.FreshProcess;

namespace MLNet.Compression.Tests.Resuming;

/// <summary>A whole chain in a process that is killed. <c>kill-and-resume 50</c> of the same program does it fifty times.</summary>
public class KillTests
{
    [Test]
    public void Fit_KilledAtRandomMoments_EndsWithTheSameBytes()
    {
        var result = new KillAndResume(seed: 3).Run(kills: 6);

        TestContext.Out.WriteLine(result);
        Assert.That(result.SameBytes, Is.True);
        Assert.That(result.Kills, Is.EqualTo(6));
        Assert.That(result.Resumed, Is.Positive);
    }
}
