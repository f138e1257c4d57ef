using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class BlendOperationTests
{
    [Test]
    public void Backward_TwoTensors_EqualsFiniteDifferences([Values(0f, 0.3f, 1f)] float share)
    {
        var check = new GradientCheck().Input("a", 5, 31).Input("b", 5, 31);

        check.Run(
            tape => BlendOperation.Apply(tape, check.Inputs[0], check.Inputs[1], share),
            values => [.. values[0].Select((value, i) => (share * value) + ((1 - (double)share) * values[1][i]))]);
    }
}
