using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms of weights, which read no outputs.</summary>
internal static class WeightTermCases
{
    public static IEnumerable<TermCase> All => [Blocks(), .. ProjectionCases.All];

    private static TermCase Blocks()
    {
        const int rows = 20;
        const int columns = 10;
        Parameter[] weights = [Passes.Parameter(rows, columns, Passes.Numbers(rows * columns, 1), "first"), Passes.Parameter(3, 5, Passes.Numbers(15, 2), "second")];
        return new(
            "edges cut off", new GroupLasso(weights, BlockShape.Kernel), weights, Context, values => BlockNorms(values[0], columns) + BlockNorms(values[1], 5));
    }

    public static ObjectiveContext Context(Tape tape) => TestContexts.Of(tape, TestOutputs.Of(tape, new AttentionLayout([0, 1], heads: 1)), null, new NoTargets());

    /// <summary>Σ sqrt(elements) ‖block‖₂ over blocks of 16 x 4.</summary>
    private static double BlockNorms(double[] matrix, int columns) => matrix
        .Select((value, i) => (Block: (i / columns / 16, i % columns / 4), Value: value))
        .GroupBy(entry => entry.Block)
        .Sum(block => Math.Sqrt(block.Count()) * TermEquations.Norm([.. block.Select(entry => entry.Value)]));
}
