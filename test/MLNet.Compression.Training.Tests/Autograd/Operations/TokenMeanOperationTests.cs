using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class TokenMeanOperationTests
{
    private const int LeftOut = 2;

    [Test]
    public void Backward_RaggedSequencesSomeTokensLeftOut_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Input("vectors", 9, 5);
        int[][] sequences = [[LeftOut, 7, 8], [LeftOut], [5, 5, LeftOut, 9, 5]];
        var batch = new TokenBatch();
        foreach (var ids in sequences)
        {
            batch.AddSequence(ids, new int[ids.Length]);
        }

        check.Run(
            tape => TokenMeanOperation.Apply(tape, check.Inputs[0], batch, id => id != LeftOut),
            values => [.. Mean(values[0], 1, 2), .. new double[5], .. Mean(values[0], 4, 5, 7, 8)],
            tolerance: 1e-6);
    }

    private static double[] Mean(double[] vectors, params int[] rows) =>
        [.. Enumerable.Range(0, 5).Select(feature => rows.Average(row => vectors[(row * 5) + feature]))];
}
