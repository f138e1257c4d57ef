using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class LinearActivationOperationTests
{
    private const int Rows = 37;
    private const int Inputs = 3;
    private const int Outputs = 19;

    [Test]
    public void Backward_Gelu_EqualsFiniteDifferences() => Check(ActivationFunction.Gelu, Equations.Gelu);

    [Test]
    public void Backward_GeluTanh_EqualsFiniteDifferences() => Check(ActivationFunction.GeluTanh, Equations.GeluTanh);

    [Test]
    public void Backward_Relu_EqualsFiniteDifferences() => Check(ActivationFunction.Relu, x => Math.Max(0, x));

    [Test]
    public void Forward_InferencePass_EqualsTrainingPass()
    {
        var (x, weight, bias) = (Passes.Parameter(Rows, Inputs, Passes.Numbers(Rows * Inputs, 1)), Passes.Parameter(Outputs, Inputs, Passes.Numbers(Outputs * Inputs, 2)), Passes.Parameter(1, Outputs, Passes.Numbers(Outputs, 3)));

        var inference = LinearActivationOperation.Apply(Passes.Inference(), x, weight, bias, ActivationFunction.Gelu);
        var training = LinearActivationOperation.Apply(Passes.Training(), x, weight, bias, ActivationFunction.Gelu);

        Assert.That(inference.ValueSpan.SequenceEqual(training.ValueSpan), Is.True);
    }

    private static void Check(ActivationFunction function, Func<double, double> activation)
    {
        var check = new GradientCheck()
            .Input("x", Rows, Inputs, Rounded(Rows * Inputs, seed: 1, unit: 0.5f))
            .Input("weight", Outputs, Inputs, Rounded(Outputs * Inputs, seed: 2, unit: 0.125f))
            .Input("bias", 1, Outputs, [.. Enumerable.Repeat(0.03125f, Outputs)]);

        check.Run(
            tape => LinearActivationOperation.Apply(tape, check.Inputs[0], check.Inputs[1], check.Inputs[2], function),
            values => [.. Sums(values[0], values[1], values[2]).Select(activation)]);
    }

    // Products of these are multiples of 1/16: with a bias of 1/32 no sum is near the kink of relu. None is beyond what the equations are good for.
    private static float[] Rounded(int count, int seed, float unit) => [.. Passes.Numbers(count, seed).Select(value => unit * MathF.Round(2 * value))];

    private static IEnumerable<double> Sums(double[] x, double[] weight, double[] bias)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                yield return bias[output] + Enumerable.Range(0, Inputs).Sum(i => x[(row * Inputs) + i] * weight[(output * Inputs) + i]);
            }
        }
    }
}
