using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Objectives;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class HardConcreteGatesTests
{
    /// <remarks>With weights of 1 the gates themselves are the output.</remarks>
    [Test]
    public void Apply_Reference_EqualsLossAndGradient()
    {
        var golden = new GoldenLoss("l0-hard-concrete");
        var gates = new HardConcreteGates("w", new BlockGrid(1, 20, BlockShape.Unstructured), distribution: new HardConcrete
        {
            Beta = golden.Number("beta"),
            Gamma = golden.Number("gamma"),
            Zeta = golden.Number("zeta"),
        });
        golden.Values("log_alpha").CopyTo(gates.LogAlpha.ValueSpan);
        var ones = Passes.Parameter(1, 20, [.. Enumerable.Repeat(1f, 20)]);
        var weight = golden.Number("penalty_weight");

        var (output, _) = GoldenQuantization.Run(
            golden.Tape, ones, gates.Apply(golden.Tape, ones, [.. golden.Values("u").Select(u => (double)u)]), golden.Values("upstream"));
        var open = gates.LogAlpha.ValueSpan.ToArray().Select(a => gates.Distribution.Open(a)).ToArray();
        var penalty = open.Sum(gate => gate.Probability);
        foreach (var (gate, (_, slope)) in open.Index())
        {
            gates.LogAlpha.GradientSpan[gate] += (float)(weight * slope);
        }

        golden.AddValue("gates_open", output.Count(gate => gate > 0), golden.Number("gates_open"));
        golden.AddValue("penalty", penalty, golden.Number("penalty"));
        golden.AddValue("loss", output.Zip(golden.Values("upstream"), (z, upstream) => (double)z * upstream).Sum() + (weight * penalty), golden.Number("loss"));
        golden.AddGradient("log_alpha", gates.LogAlpha.GradientSpan);
        golden.AssertEqual();
    }

    [Test]
    public void Apply_Training_DrawsGatesThatTheSeedDecides()
    {
        static float[] Draw(ulong seed, string name)
        {
            var gates = new HardConcreteGates(name, new BlockGrid(10, 10, BlockShape.Unstructured), logAlpha: 0);
            return gates.Apply(Passes.Training(seed: seed), Passes.Parameter(10, 10, [.. Enumerable.Repeat(1f, 100)])).ValueSpan.ToArray();
        }

        var first = Draw(1, "a");
        Assert.That(first, Is.All.InRange(0, 1));
        Assert.That(first.Count(gate => gate == 0), Is.InRange(5, 45));
        Assert.That(first.Count(gate => gate == 1), Is.InRange(5, 45));
        Assert.That(Draw(1, "a"), Is.EqualTo(first.ToArray()));
        Assert.That(Draw(2, "a"), Is.Not.EqualTo(first));
        Assert.That(Draw(1, "b"), Is.Not.EqualTo(first));
    }

    [TestCase(20f, 1f)]
    [TestCase(-20f, 0f)]
    [TestCase(0f, 0.5f)]
    public void Apply_Inference_UsesTheTypicalGate(float logAlpha, float expected)
    {
        var gates = new HardConcreteGates("w", new BlockGrid(1, 4, new BlockShape(1, 4)), logAlpha);

        Assert.That(gates.Apply(Passes.Inference(), Passes.Parameter(1, 4, [1, 2, 3, 4])).ValueSpan.ToArray(), Is.EqualTo(new[] { 1, 2, 3, 4 }.Select(w => w * expected)).Within(1e-6));
    }

    /// <remarks>Finite differences in double precision of the gate's equation.</remarks>
    [Test]
    public void Sample_Slope_EqualsFiniteDifferences()
    {
        var distribution = new HardConcrete();
        foreach (var logAlpha in new[] { -2.0, -0.3, 0.0, 1.1 })
        {
            var difference = (distribution.Sample(logAlpha + 1e-6, 0.45).Gate - distribution.Sample(logAlpha - 1e-6, 0.45).Gate) / 2e-6;
            Assert.That(distribution.Sample(logAlpha, 0.45).Slope, Is.EqualTo(difference).Within(1e-8));
        }
    }
}
