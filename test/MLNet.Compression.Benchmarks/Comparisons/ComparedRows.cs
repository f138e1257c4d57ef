using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>The rows of a task.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To measure on.</param>
/// <param name="Score">What a model reaches on these.</param>
internal sealed record ComparedRows(IDataView Train, IDataView Test, Func<ITransformer, IReadOnlyList<TaskScore>> Score)
{
    /// <summary>At most so many rows, spread over all; 0 for all.</summary>
    public static IReadOnlyList<T> Some<T>(IReadOnlyList<T> all, int rows) =>
        rows == 0 || rows >= all.Count ? all : [.. Enumerable.Range(0, rows).Select(row => all[(int)((long)row * all.Count / rows)])];
}
