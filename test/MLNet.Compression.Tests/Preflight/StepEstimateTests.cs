using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Logging;
using MLNet.Compression.Preflight;

namespace MLNet.Compression.Tests.Preflight;

public class StepEstimateTests
{
    [Test]
    public void Report_AFewSteps_SaysOnceWhatTheStageTakes()
    {
        var messages = Listen(estimate =>
        {
            for (var step = 1; step <= 5; step++)
            {
                estimate.Report(Progress(step));
            }
        });

        Assert.That(messages, Has.One.Contains("distil: 100 steps will take about 1 min 40 s, by the first 3; the process takes "));
    }

    [TestCase(81, true)]
    [TestCase(79, false)]
    public void Tell_MostOfTheMemoryTaken_Warns(long used, bool warns) => Assert.That(
        Listen(estimate => estimate.Tell(Progress(3), used * 1_000_000, 100_000_000)).Any(message => message.Contains("MB there are", StringComparison.Ordinal)),
        Is.EqualTo(warns));

    [TestCase(0.4, "less than a second")]
    [TestCase(1.2, "about 1 s")]
    [TestCase(100, "about 1 min 40 s")]
    [TestCase(7_380, "about 2 h 3 min")]
    [TestCase(180_000, "about 2 d 2 h")]
    public void InWords_Seconds_AreTheTwoLargestUnits(double seconds, string words) => Assert.That(Durations.InWords(TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));

    private static List<string> Listen(Action<StepEstimate> act)
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<string>();
        ml.Log += (_, message) => messages.Add(message.RawMessage);
        using var log = new StageLog(((IHostEnvironment)ml).Register("test"), listener: null);
        act(new StepEstimate(log));
        return messages;
    }

    private static TrainingProgress Progress(int step) => new()
    {
        Stage = "distil",
        Step = step,
        TotalSteps = 100,
        Epoch = 1,
        TotalEpochs = 1,
        Loss = 1,
        Terms = [],
        LearningRate = 1e-3,
        TokensPerSecond = 1,
        Elapsed = TimeSpan.FromSeconds(step),
        Remaining = TimeSpan.FromSeconds(100 - step),
    };
}
