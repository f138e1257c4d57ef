using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class StraightThroughOperationTests
{
    [Test]
    public void Apply_Rounding_RoundsForwardAndPassesGradientsOn()
    {
        var tape = Passes.Training();
        var x = Passes.Parameter(2, 3, [0.2f, 0.7f, -1.6f, 2.2f, 3.4f, -0.9f]);
        var y = StraightThroughOperation.Apply(tape, x, (_, input, output) =>
        {
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = MathF.Round(input[i]);
            }
        });
        float[] upstream = [1, 2, 3, 4, 5, 6];
        y.OpenGradient(tape.Buffers);
        upstream.CopyTo(y.GradientSpan);

        tape.Backward();

        Assert.That(y.ValueSpan.ToArray(), Is.EqualTo([0f, 1, -2, 2, 3, -1]));
        Assert.That(x.GradientSpan.ToArray(), Is.EqualTo(upstream));
    }

    [Test]
    public void Backward_InputHasGradient_Adds()
    {
        var tape = Passes.Training();
        var x = Passes.Parameter(1, 2, [1, 2]);
        x.AddableGradient(tape.Buffers).RowSpan(0).Fill(10);
        var y = StraightThroughOperation.Apply(tape, x, (_, input, output) => input.CopyTo(output));
        y.OpenGradient(tape.Buffers);
        y.GradientSpan.Fill(3);

        tape.Backward();

        Assert.That(x.GradientSpan.ToArray(), Is.EqualTo([13f, 13f]));
    }
}
