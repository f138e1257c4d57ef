using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Tests.Loop;

public class CurveRecorderTests
{
    [Test]
    public void Curve_FewSteps_HasEveryLoss()
    {
        var recorder = new CurveRecorder(totalSteps: 3);
        foreach (var step in new[] { 1, 2, 3 })
        {
            recorder.Add(step, 1.0 / step);
        }

        Assert.That(recorder.Curve.Losses, Is.EqualTo([new LossPoint(1, 1), new LossPoint(2, 0.5), new LossPoint(3, 0.333333)]));
    }

    [TestCase(199)]
    [TestCase(200)]
    [TestCase(201)]
    [TestCase(12_345)]
    public void Curve_AnySteps_HasMeansInBoundedNumber(int steps)
    {
        var recorder = new CurveRecorder(steps);
        for (var step = 1; step <= steps; step++)
        {
            recorder.Add(step, step);
        }

        var losses = recorder.Curve.Losses;
        Assert.That(losses, Has.Count.InRange(100, CurveRecorder.MostPoints));
        Assert.That(losses[^1].Step, Is.EqualTo(steps));
        for (var i = 1; i < losses.Count; i++)
        {
            Assert.That(losses[i].Loss, Is.EqualTo((losses[i - 1].Step + 1 + losses[i].Step) / 2.0).Within(0.001).Percent);
        }
    }

    [Test]
    public void Curve_EvaluatedVeryOften_HasBoundedScoresAndTheLast()
    {
        var recorder = new CurveRecorder(totalSteps: 5_000);
        for (var step = 1; step <= 5_000; step++)
        {
            recorder.Add(step, Score(step));
            Assert.That(recorder.Curve.Scores[^1].Step, Is.EqualTo(step));
        }

        var steps = recorder.Curve.Scores.Select(point => point.Step).ToArray();
        Assert.That(steps, Has.Length.InRange(100, CurveRecorder.MostPoints).And.Ordered.And.Unique);
        Assert.That(steps.SkipLast(1).Zip(steps.Skip(1), (first, second) => second - first).SkipLast(1), Has.All.EqualTo(32));
    }

    [TestCase(1)]
    [TestCase(777)]
    public void Load_OfASavedCurve_GoesOnAsIfNotInterrupted(int interruption)
    {
        var (whole, first, second) = (new CurveRecorder(1_000), new CurveRecorder(1_000), new CurveRecorder(1_000));
        second.Add(1, 99);
        for (var step = 1; step <= 1_000; step++)
        {
            if (step == interruption)
            {
                var snapshot = new StateSnapshot("memory");
                first.Save(new StateWriter(snapshot));
                second.Load(snapshot.Reader);
            }

            foreach (var recorder in new[] { whole, step < interruption ? first : second })
            {
                recorder.Add(step, 1.0 / step);
                recorder.Add(step, Score(step));
            }
        }

        Assert.That(second.Curve, Is.EqualTo(whole.Curve));
    }

    [Test]
    public void Load_StateFromBeforeCurves_BeginsAnew()
    {
        var recorder = new CurveRecorder(10);
        recorder.Add(1, 1);

        recorder.Load(new StateSnapshot("memory").Reader);

        Assert.That(recorder.Curve.Losses, Is.Empty);
    }

    private static ValidationScore Score(int step) => new(step / 5_000.0, 0.5, step % 2 == 0 ? 0.9 : null);
}
