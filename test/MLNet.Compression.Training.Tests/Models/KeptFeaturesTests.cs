using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Modules that count some of their features compute what they would with these alone.</summary>
public class KeptFeaturesTests
{
    private const int Features = 13;
    private const int Rows = 7;
    private const float Epsilon = 1e-5f;
    private static readonly int[] _kept = [0, 2, 3, 7, 8, 12];

    private static KeptFeatures Kept => new([.. Enumerable.Range(0, Features).Select(feature => _kept.Contains(feature))]);

    [TestCase(0f)]
    [TestCase(0.4f)]
    public void LayerNorm_SomeFeatures_EqualsFiniteDifferencesOfANormOfThese(float dropout)
    {
        var norm = new LayerNorm("norm", Features, Epsilon) { Kept = Kept };
        var check = new GradientCheck().Input("x", Rows, Features).Input(norm.Scale).Input(norm.Shift).Input("residual", Rows, Features);
        var mask = DropoutFactors.OfFirstMask(Rows, _kept.Length, dropout);

        check.Run(
            tape => norm.Forward(tape, check.Inputs[0], check.Inputs[3], dropout),
            values => Expected(Gather(values[0]).Zip(mask, (x, m) => x * m).Zip(Gather(values[3]), (x, r) => x + r), Gather(values[1]), Gather(values[2])));
    }

    [Test]
    public void LayerNorm_SomeFeaturesWithoutResidual_EqualsFiniteDifferencesOfANormOfThese()
    {
        var norm = new LayerNorm("norm", Features, Epsilon) { Kept = Kept };
        var check = new GradientCheck().Input("x", Rows, Features).Input(norm.Scale).Input(norm.Shift);

        check.Run(tape => norm.Forward(tape, check.Inputs[0]), values => Expected(Gather(values[0]), Gather(values[1]), Gather(values[2])));
    }

    [Test]
    public void Linear_SomeOutputs_GivesZeroElsewhereAndLearnsTheseAlone()
    {
        var linear = new Linear("linear", Features, 5) { Kept = Kept };
        Passes.Numbers(Features * 5, 1).CopyTo(linear.Weight.ValueSpan);
        Passes.Numbers(Features, 2).CopyTo(linear.Bias.ValueSpan);
        var tape = Passes.Training();
        var output = linear.Forward(tape, Passes.Tensor(tape, Rows, 5, Passes.Numbers(Rows * 5, 3)));

        Passes.Fill(tape, output);
        tape.Backward();

        foreach (var feature in Enumerable.Range(0, Features))
        {
            var isKept = _kept.Contains(feature);
            Assert.That(linear.Weight.Gradient.RowSpan(feature).ToArray(), isKept ? Has.None.Zero : Is.All.Zero, $"feature {feature}");
            Assert.That(linear.Bias.GradientSpan[feature], isKept ? Is.Not.Zero : Is.Zero, $"feature {feature}");
        }
    }

    [Test]
    public void Linear_SomeOutputs_OthersAreZero()
    {
        var linear = new Linear("linear", Features, 5) { Kept = Kept };
        Passes.Numbers(Features, 2).CopyTo(linear.Bias.ValueSpan);
        var tape = Passes.Inference();

        foreach (var output in new[] { linear.Forward(tape, Passes.Tensor(tape, Rows, 5, new float[Rows * 5])), linear.ForwardBias(tape, Rows) })
        {
            float[] expected = [.. Enumerable.Range(0, Features).Select(feature => _kept.Contains(feature) ? linear.Bias.ValueSpan[feature] : 0)];
            Assert.That(output.Value.RowSpan(Rows - 1).ToArray(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void KeptFeatures_None_IsRefused() => Assert.That(() => new KeptFeatures([false, false]), Throws.ArgumentException.With.Message.Contains("None of the 2"));

    private static double[] Gather(double[] values) => [.. values.Chunk(Features).SelectMany(row => _kept.Select(feature => row[feature]))];

    private static double[] Expected(IEnumerable<double> z, double[] scale, double[] shift)
    {
        var few = Equations.LayerNorm([.. z], scale, shift, Epsilon);
        var all = new double[Rows * Features];
        for (var i = 0; i < few.Length; i++)
        {
            all[(i / _kept.Length * Features) + _kept[i % _kept.Length]] = few[i];
        }

        return all;
    }
}
