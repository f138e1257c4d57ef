using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class SumOperationTests
{
    [Test]
    public void Backward_ThreeInputs_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("a", 5, 7).Input("b", 5, 7).Input("c", 5, 7);

        check.Run(
            tape => SumOperation.Apply(tape, [check.Inputs[0], check.Inputs[1], check.Inputs[2]]),
            values => [.. values[0].Select((value, i) => value + values[1][i] + values[2][i])]);
    }
}
