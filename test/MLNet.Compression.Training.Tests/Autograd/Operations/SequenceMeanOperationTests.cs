using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class SequenceMeanOperationTests
{
    [Test]
    public void Backward_RaggedSequences_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("hidden", 8, 5);
        int[] starts = [0, 3, 4, 8];

        check.Run(
            tape => SequenceMeanOperation.Apply(tape, check.Inputs[0], new AttentionLayout(starts, heads: 1)),
            values => [.. starts.Zip(starts.Skip(1)).SelectMany(range => Mean(values[0], range.First, range.Second))],
            tolerance: 1e-6);
    }

    private static IEnumerable<double> Mean(double[] hidden, int first, int end) =>
        Enumerable.Range(0, 5).Select(feature => Enumerable.Range(first, end - first).Average(row => hidden[(row * 5) + feature]));
}
