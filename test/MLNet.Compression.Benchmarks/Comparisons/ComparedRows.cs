using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>The rows of a task.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To measure on.</param>
/// <param name="Score">What a model reaches on these.</param>
internal sealed record ComparedRows(IDataView Train, IDataView Test, Func<ITransformer, IReadOnlyList<TaskScore>> Score);
