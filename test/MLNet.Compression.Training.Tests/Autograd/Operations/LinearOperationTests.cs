using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class LinearOperationTests
{
    [TestCase(1, 1, 1)]
    [TestCase(5, 3, 7)]
    [TestCase(33, 20, 17)]
    public void Backward_WithBias_EqualsFiniteDifferences(int rows, int inputs, int outputs)
    {
        var check = new GradientCheck().Input("x", rows, inputs).Input("weight", outputs, inputs).Input("bias", 1, outputs);

        check.Run(
            tape => LinearOperation.Apply(tape, check.Inputs[0], check.Inputs[1], check.Inputs[2]),
            values => Equations.Linear(values[0], values[1], values[2], inputs));
    }

    [Test]
    public void Backward_WithoutBias_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 6, 5).Input("weight", 4, 5);

        check.Run(
            tape => LinearOperation.Apply(tape, check.Inputs[0], check.Inputs[1], bias: null),
            values => Equations.Linear(values[0], values[1], null, 5));
    }

    [Test]
    public void Backward_InputNeedsNoGradient_LeavesInputAlone()
    {
        var tape = Passes.Training();
        var x = Passes.Parameter(4, 3, Passes.Numbers(12, 1));
        var weight = Passes.Parameter(2, 3, Passes.Numbers(6, 2));
        var output = LinearOperation.Apply(tape, x, weight, bias: null, inputNeedsGradient: false);
        output.OpenGradient(tape.Buffers);
        Passes.Numbers(8, 3).CopyTo(output.GradientSpan);

        tape.Backward();

        Assert.That(x.HasGradient, Is.False);
        Assert.That(weight.HasGradient, Is.True);
    }
}
