using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

/// <summary>Operations that round: their gradient is that of the equation with the rounding error held fixed.</summary>
public class QuantizerOperationTests
{
    private const int Rows = 5;
    private const int Columns = 9;

    [TestCase(-4, 3)]
    [TestCase(0, 7)]
    public void Backward_LearnedStep_EqualsFiniteDifferences(int lowest, int highest)
    {
        var check = new GradientCheck().Input("x", Rows, Columns).Input("step", 1, 1, [0.4f]);
        var (x, step) = (Doubles(check, 0), (double)0.4f);
        var errors = x.Select(value => Math.Clamp(value / step, lowest, highest)).Select(v => Math.Round(v) - v).ToArray();
        var scale = 1 / Math.Sqrt(x.Length * highest);
        check.Run(
            tape => LearnedStepOperation.Apply(tape, check.Inputs[0], check.Inputs[1], lowest, highest),
            values =>
            {
                // The step's gradient is scaled, as if the step moved by so much less.
                var moved = step + (scale * (values[1][0] - step));
                return [.. values[0].Select((value, i) => moved * (Math.Clamp(value / moved, lowest, highest) + errors[i]))];
            });
    }

    [TestCase(3)]
    [TestCase(15)]
    public void Backward_ClippedActivation_EqualsFiniteDifferences(int levels)
    {
        var check = new GradientCheck().Input("x", Rows, Columns).Input("alpha", 1, 1, [1.3f]);
        var (x, alpha) = (Doubles(check, 0), (double)1.3f);
        var errors = x.Select(value => Math.Clamp(value, 0, alpha)).Select(y => (Math.Round(y * levels / alpha) * alpha / levels) - y).ToArray();
        check.Run(
            tape => ClippedActivationOperation.Apply(tape, check.Inputs[0], check.Inputs[1], levels),
            values => [.. values[0].Select((value, i) => Math.Clamp(value, 0, values[1][0]) + errors[i])]);
    }

    [Test]
    public void Backward_ClippedStraightThrough_EqualsFiniteDifferencesOfClipping()
    {
        var check = new GradientCheck().Input("x", Rows, Columns);
        var errors = Doubles(check, 0).Select(x => Math.Sign(x) - Math.Clamp(x, -1, 1)).ToArray();
        check.Run(
            tape => ClippedStraightThroughOperation.Apply(tape, check.Inputs[0], (_, x, y) => Signs(x, y)),
            values => [.. values[0].Select((value, i) => Math.Clamp(value, -1, 1) + errors[i])]);
    }

    [Test]
    public void Backward_StraightThrough_EqualsFiniteDifferencesOfIdentity()
    {
        var check = new GradientCheck().Input("x", Rows, Columns);
        var errors = Doubles(check, 0).Select(x => Math.Sign(x) - x).ToArray();
        check.Run(
            tape => StraightThroughOperation.Apply(tape, check.Inputs[0], (_, x, y) => Signs(x, y)),
            values => [.. values[0].Select((value, i) => value + errors[i])]);
    }

    private static double[] Doubles(GradientCheck check, int input) => [.. check.Inputs[input].ValueSpan.ToArray().Select(value => (double)value)];

    private static void Signs(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Sign(x[i]);
        }
    }
}
