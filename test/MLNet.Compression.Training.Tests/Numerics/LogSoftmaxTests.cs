using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Numerics;

public class LogSoftmaxTests
{
    [TestCase(1, 1.0)]
    [TestCase(2, 3.0)]
    [TestCase(511, 1.0)]
    [TestCase(513, 0.5)]
    [TestCase(30_522, 2.0)]
    public void Row_AnyLength_EqualsTheEquation(int columns, double temperature)
    {
        var logits = Passes.Numbers(columns, seed: 1);
        var scaled = logits.Select(logit => logit / temperature).ToArray();
        var logSum = Math.Log(scaled.Sum(Math.Exp));

        var result = new double[columns];
        LogSoftmax.Row(logits, temperature, result);

        Assert.That(result, Is.EqualTo(scaled.Select(value => value - logSum)).Within(1e-12));
    }

    [Test]
    public void Row_LogitsFarApart_NeitherOverflowNorTurnIntoNoNumber()
    {
        var result = new double[3];
        LogSoftmax.Row([3e4f, -3e4f, 3e4f], 1, result);

        Assert.That(result, Is.EqualTo([-Math.Log(2), -6e4 - Math.Log(2), -Math.Log(2)]).Within(1e-9));
    }

    [Test]
    public void Row_NoNumberAmongTheLogits_GivesNoNumbers()
    {
        var result = new double[4];
        LogSoftmax.Row([1, float.NaN, 0, 2], 1, result);

        Assert.That(result, Is.All.NaN);
    }
}
