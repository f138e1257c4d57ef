using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class ActivationOperationTests
{
    [Test]
    public void Backward_Gelu_EqualsFiniteDifferences() => Check(ActivationFunction.Gelu, Equations.Gelu);

    [Test]
    public void Backward_GeluTanh_EqualsFiniteDifferences() => Check(ActivationFunction.GeluTanh, Equations.GeluTanh);

    /// <remarks>No input is nearer to the kink at 0 than the differences reach.</remarks>
    [Test]
    public void Backward_Relu_EqualsFiniteDifferences() => Check(ActivationFunction.Relu, x => Math.Max(0, x));

    [Test]
    public void Backward_Tanh_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 9, 21);

        check.Run(tape => TanhOperation.Apply(tape, check.Inputs[0]), values => [.. values[0].Select(Math.Tanh)]);
    }

    private static void Check(ActivationFunction function, Func<double, double> equation)
    {
        var numbers = Passes.Numbers(9 * 21, seed: 5).Select(x => MathF.Abs(x) < 0.01f ? x + 0.1f : x).ToArray();
        var check = new GradientCheck().Input("x", 9, 21, numbers);

        check.Run(tape => ActivationOperation.Apply(tape, check.Inputs[0], function), values => [.. values[0].Select(equation)]);
    }
}
