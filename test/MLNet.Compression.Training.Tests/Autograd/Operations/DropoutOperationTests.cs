using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class DropoutOperationTests
{
    [Test]
    public void Backward_Any_EqualsFiniteDifferencesOfMask()
    {
        var check = new GradientCheck().Input("x", 9, 11);
        var mask = DropoutFactors.OfFirstMask(9, 11, 0.3f);

        check.Run(
            tape => DropoutOperation.Apply(tape, check.Inputs[0], 0.3f),
            values => [.. values[0].Zip(mask, (x, factor) => x * factor)]);
    }

    [TestCase(0.1f)]
    [TestCase(0.5f)]
    [TestCase(0.9f)]
    public void Forward_Ones_DropsTheRateAndKeepsTheMean(float rate)
    {
        var factors = DropoutFactors.OfFirstMask(200, 500, rate);

        // Five standard deviations of a mean of 100,000 independent factors.
        var bound = 5 * Math.Sqrt(rate / (1 - rate) / factors.Length);
        Assert.That(factors.Distinct().Order(), Is.EqualTo([0.0, 1 / (1 - rate)]).Within(1e-6));
        Assert.That(factors.Average(), Is.EqualTo(1).Within(bound));
    }

    [Test]
    public void Forward_SameSeed_DropsTheSame()
    {
        var first = DropoutFactors.OfFirstMask(10, 30, 0.5f, seed: 7);
        var second = DropoutFactors.OfFirstMask(10, 30, 0.5f, seed: 7);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Forward_OtherSeed_DropsOthers()
    {
        var equal = DropoutFactors.OfFirstMask(10, 30, 0.5f, seed: 7).Zip(DropoutFactors.OfFirstMask(10, 30, 0.5f, seed: 8), (a, b) => a == b).Count(same => same);

        Assert.That(equal, Is.InRange(100, 200));
    }

    [Test]
    public void Forward_TwoMasksOfOnePass_Differ()
    {
        var tape = Passes.Training();
        var ones = Passes.Parameter(10, 30, Enumerable.Repeat(1f, 300).ToArray());

        var first = DropoutOperation.Apply(tape, ones, 0.5f).ValueSpan.ToArray();
        var second = DropoutOperation.Apply(tape, ones, 0.5f).ValueSpan.ToArray();

        Assert.That(first, Is.Not.EqualTo(second));
    }

    [Test]
    public void Forward_ClearedTape_StartsItsMasksAgain()
    {
        var tape = Passes.Training();
        var ones = Passes.Parameter(10, 30, Enumerable.Repeat(1f, 300).ToArray());
        var first = DropoutOperation.Apply(tape, ones, 0.5f).ValueSpan.ToArray();
        tape.Clear();

        Assert.That(DropoutOperation.Apply(tape, ones, 0.5f).ValueSpan.ToArray(), Is.EqualTo(first));
    }

    [Test]
    public void Forward_InferencePassOrRateZero_IsTheInput()
    {
        var x = Passes.Parameter(3, 4, Passes.Numbers(12, 1));

        Assert.That(DropoutOperation.Apply(Passes.Inference(), x, 0.5f), Is.SameAs(x));
        Assert.That(DropoutOperation.Apply(Passes.Training(), x, 0), Is.SameAs(x));
    }
}
