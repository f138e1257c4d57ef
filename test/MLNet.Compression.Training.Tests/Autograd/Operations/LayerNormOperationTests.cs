using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class LayerNormOperationTests
{
    [TestCase(1e-12f)]
    [TestCase(1e-1f)]
    public void Backward_WithoutResidual_EqualsFiniteDifferences(float epsilon)
    {
        var check = new GradientCheck().Input("x", 7, 13).Input("scale", 1, 13).Input("shift", 1, 13);

        check.Run(
            tape => LayerNormOperation.Apply(tape, check.Inputs[0], residual: null, check.Inputs[1], check.Inputs[2], epsilon, dropout: 0),
            values => Equations.LayerNorm(values[0], values[1], values[2], epsilon));
    }

    [Test]
    public void Backward_WithResidual_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("x", 7, 13).Input("scale", 1, 13).Input("shift", 1, 13).Input("residual", 7, 13);

        check.Run(
            tape => LayerNormOperation.Apply(tape, check.Inputs[0], check.Inputs[3], check.Inputs[1], check.Inputs[2], 1e-5f, dropout: 0),
            values => Equations.LayerNorm([.. values[0].Zip(values[3], (x, r) => x + r)], values[1], values[2], 1e-5));
    }

    [Test]
    public void Backward_ResidualAndDropout_EqualsFiniteDifferencesOfMask()
    {
        const float rate = 0.4f;
        var check = new GradientCheck().Input("x", 7, 13).Input("scale", 1, 13).Input("shift", 1, 13).Input("residual", 7, 13);
        var mask = DropoutFactors.OfFirstMask(check.Inputs[0].Rows, check.Inputs[0].Columns, rate);

        check.Run(
            tape => LayerNormOperation.Apply(tape, check.Inputs[0], check.Inputs[3], check.Inputs[1], check.Inputs[2], 1e-5f, rate),
            values => Equations.LayerNorm([.. values[0].Select((x, i) => (mask[i] * x) + values[3][i])], values[1], values[2], 1e-5));
    }

    [Test]
    public void Forward_InferencePass_DropsNothing()
    {
        var (tape, scale, shift) = (Passes.Inference(), Passes.Parameter(1, 8, Passes.Numbers(8, 1)), Passes.Parameter(1, 8, Passes.Numbers(8, 2)));
        var residual = Passes.Parameter(3, 8, Passes.Numbers(24, 4));

        var dropped = LayerNormOperation.Apply(tape, X(), residual, scale, shift, 1e-5f, dropout: 0.5f);
        var kept = LayerNormOperation.Apply(tape, X(), residual, scale, shift, 1e-5f, dropout: 0);

        Assert.That(dropped.ValueSpan.SequenceEqual(kept.ValueSpan), Is.True);

        Tensor X() => Passes.Tensor(tape, 3, 8, Passes.Numbers(24, 3));
    }
}
