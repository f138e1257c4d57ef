using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class StepSearchTests
{
    private const int Columns = 2000;

    /// <remarks>The best uniform steps for a normal distribution are known: 0.996, 0.586, 0.335 and 0.031 for 4, 8, 16 and 256 levels around 0 (Max 1960; Lin 2016).</remarks>
    [TestCase(3, 0.586)]
    [TestCase(4, 0.335)]
    public void Run_NormalWeights_FindsTheKnownStep(int bits, double expected)
    {
        var steps = Search(bits, ScaleScope.Row, Normal(0.5), Normal(0.05));

        TestContext.Out.WriteLine($"{bits} bits: {steps[0] / 0.5:f3} and {steps[1] / 0.05:f3} of the deviation, known {expected}");
        Assert.That(steps[0], Is.EqualTo(0.5 * expected).Within(15).Percent);
        Assert.That(steps[1], Is.EqualTo(0.05 * expected).Within(15).Percent);
    }

    [Test]
    public void Run_OneStepForAll_SuitsTheLargerRow()
    {
        var steps = Search(4, ScaleScope.Tensor, Normal(0.5), Normal(0.05));

        Assert.That(steps, Has.Length.EqualTo(1));
        Assert.That(steps[0], Is.GreaterThan(0.1f));
    }

    [Test]
    public void Run_RemovedWeights_DoNotCount()
    {
        var weights = Normal(0.5);
        var pruned = weights.ToArray();
        for (var i = 0; i < pruned.Length; i += 10)
        {
            pruned.AsSpan(i, 9).Clear();
        }

        Assert.That(Search(4, ScaleScope.Row, pruned)[0], Is.EqualTo(Search(4, ScaleScope.Row, weights)[0]).Within(25).Percent);
    }

    [Test]
    public void Run_AnyBits_LosesNoMoreThanTheFirstStep([Values(2, 3, 4, 8)] int bits)
    {
        var weights = Normal(1);
        var (searched, first) = (new LearnedStep("w", bits, signed: true), new LearnedStep("w", bits, signed: true));
        searched.SetStepsFor(Passes.Parameter(1, Columns, weights), WorkerPool.Inline);

        var (loss, firstLoss) = (Loss(searched, weights), Loss(first, weights));

        TestContext.Out.WriteLine($"{bits} bits: mean squared error {loss:0.0e+0} of the variance, {firstLoss:0.0e+0} with the first step");
        Assert.That(loss, Is.LessThan(firstLoss));
    }

    [Test]
    public void Run_WeightFarBeyondTheMean_IsNotCutOffAt8Bits([Values(30, 100, 1000)] double times)
    {
        var weights = Normal(1);
        weights[3] = (float)(times * 0.8);

        var step = Search(8, ScaleScope.Row, weights)[0];

        Assert.That(127 * step, Is.EqualTo(weights[3]).Within(10).Percent);
    }

    [Test]
    public void Run_AnyRow_LosesNoMoreThanTheStepThatCutsNothingOff([Values(3, 4, 6, 8)] int bits, [Values(1, 10, 50)] double times)
    {
        var weights = Normal(1);
        weights[3] *= (float)times;
        var highest = (1 << (bits - 1)) - 1;

        var step = Search(bits, ScaleScope.Row, weights)[0];

        Assert.That(Squares(weights, step, highest), Is.LessThanOrEqualTo(1.0001 * Squares(weights, weights.Max(Math.Abs) / highest, highest)));
    }

    private static double Squares(float[] weights, double step, int highest) => weights.Sum(weight => Math.Pow(weight - (step * Math.Clamp(Math.Round(weight / step), -highest - 1, highest)), 2));

    private static double Loss(LearnedStep steps, float[] weights) =>
        GoldenQuantization.Run(steps, 1, weights, new float[weights.Length]).Output.Zip(weights, (a, b) => Math.Pow(a - b, 2)).Average();

    private static float[] Search(int bits, ScaleScope scope, params float[][] rows) =>
        new StepSearch(-(1 << (bits - 1)), (1 << (bits - 1)) - 1).Run(Passes.Parameter(rows.Length, Columns, [.. rows.SelectMany(row => row)]), scope, WorkerPool.Inline);

    private static float[] Normal(double deviation)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Columns).Select(_ => (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
