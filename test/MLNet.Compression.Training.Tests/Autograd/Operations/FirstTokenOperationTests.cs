using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class FirstTokenOperationTests
{
    [Test]
    public void Backward_RaggedSequences_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("hidden", 8, 5);
        int[] starts = [0, 3, 4, 8];

        check.Run(
            tape => FirstTokenOperation.Apply(tape, check.Inputs[0], new AttentionLayout(starts, heads: 1)),
            values => [.. starts.SkipLast(1).SelectMany(start => values[0].Skip(start * 5).Take(5))],
            tolerance: 1e-7);
    }
}
