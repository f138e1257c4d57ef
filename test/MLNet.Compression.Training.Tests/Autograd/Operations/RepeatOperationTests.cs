using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class RepeatOperationTests
{
    [Test]
    public void Backward_AnyNumberOfRows_EqualsFiniteDifferences([Values(1, 7)] int rows)
    {
        var check = new GradientCheck().Input("b", 1, 13);

        check.Run(tape => RepeatOperation.Apply(tape, check.Inputs[0], rows), values => [.. Enumerable.Repeat(values[0], rows).SelectMany(row => row)]);
    }
}
