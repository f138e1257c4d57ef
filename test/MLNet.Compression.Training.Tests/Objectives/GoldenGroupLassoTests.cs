using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

public class GoldenGroupLassoTests
{
    [TestCase("group-lasso", 48)]
    [TestCase("group-lasso-ragged", 40)]
    public void GroupLasso_Blocks_EqualsReference(string name, int rows)
    {
        var golden = new GoldenLoss(name);
        var weight = Passes.Parameter(rows, golden.Values("W").Length / rows, golden.Values("W"));

        golden.Evaluate(new GroupLasso([weight], BlockShape.Kernel), NoOutputs(golden));

        golden.AddGradient("W", weight.GradientSpan);
        golden.AssertEqual();
    }

    [Test]
    public void GroupLasso_BlockOfZeros_HasNoGradient()
    {
        var golden = new GoldenLoss("group-lasso");
        var weight = Passes.Parameter(16, 8, [.. Enumerable.Range(0, 128).Select(i => i % 8 < 4 ? 0f : 1f)]);

        var value = new GroupLasso([weight], BlockShape.Kernel).Evaluate(TestContexts.Of(golden.Tape, NoOutputs(golden), null, new NoTargets()), 1);

        Assert.That(value, Is.EqualTo(8 * 8).Within(1e-6));
        Assert.That(weight.GradientSpan.ToArray(), Is.EqualTo(Enumerable.Range(0, 128).Select(i => i % 8 < 4 ? 0f : 1f)).Within(1e-6));
    }

    private static ModelOutputs NoOutputs(GoldenLoss golden) => TestOutputs.Of(golden.Tape, golden.Layout(1));
}
