using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

/// <summary>Rounding to a learnt range: the gradient is that of the equation with the rounding error held fixed.</summary>
public class LearnedClipOperationTests
{
    private const int Rows = 5;
    private const int Columns = 9;

    [TestCase(8, 15)]
    [TestCase(3, 15)]
    [TestCase(0, 7)]
    [TestCase(7, 7)]
    public void Backward_AnyZeroPoint_EqualsFiniteDifferences(int zeroPoint, int largest)
    {
        var ends = Math.Max(zeroPoint, largest - zeroPoint);
        var range = new InputClip(0.9f / ends, zeroPoint, largest);
        var check = new GradientCheck().Input("x", Rows, Columns).Input("clip", 1, 1, [range.Scale * ends]);
        double[] x = [.. check.Inputs[0].ValueSpan.ToArray().Select(value => (double)value)];
        var (clip, step) = ((double)check.Inputs[1].ValueSpan[0], (double)range.Scale);
        var errors = x.Select(Clamped).Select(v => Math.Round(v) - v).ToArray();
        var scale = 1 / Math.Sqrt(x.Length * (double)ends);
        check.Run(
            tape => LearnedClipOperation.Apply(tape, check.Inputs[0], check.Inputs[1], range),
            values =>
            {
                // The clip's gradient is scaled, as if the clip moved by so much less.
                var moved = step + (scale * (values[1][0] - clip) / ends);
                return [.. values[0].Select((value, i) => moved * (Math.Clamp(value / moved, -zeroPoint, largest - zeroPoint) + errors[i]))];
            });

        double Clamped(double value) => Math.Clamp(value / step, -zeroPoint, largest - zeroPoint);
    }

    [Test]
    public void Apply_AnyValues_GivesWhatTheScorersIntegersStandFor()
    {
        var range = new InputClip(0.07f, 20, 31);
        var values = Passes.Numbers(200, seed: 3);
        var tape = Passes.Inference();

        var rounded = LearnedClipOperation.Apply(tape, Passes.Tensor(tape, 4, 50, values), Passes.Parameter(1, 1, [1]), range);

        float[] expected = [.. values.Select(x => (MathF.Round(Math.Clamp(x * (1 / range.Scale), -20, 11)) + 20 - 20) * range.Scale)];
        Assert.That(rounded.ValueSpan.ToArray(), Is.EqualTo(expected));
    }
}
