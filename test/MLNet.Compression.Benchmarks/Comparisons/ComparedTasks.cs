using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>The tasks of the comparisons.</summary>
internal static class ComparedTasks
{
    private static readonly Accuracy _accuracy = new();

    /// <summary>Tasks of GLUE (Wang et al. 2018).</summary>
    public static IReadOnlyList<ComparedTask> Glue { get; } =
    [
        new ClassComparison(TaskOf("sst2"), pairs: false, _accuracy),
        new ClassComparison(TaskOf("mrpc"), pairs: true, _accuracy, new ClassF1(1)),
        new ClassComparison(TaskOf("rte"), pairs: true, _accuracy),
        new ClassComparison(TaskOf("cola"), pairs: false, new MatthewsCorrelation()),
        new NumberComparison(TaskOf("stsb")),
        new ClassComparison(TaskOf("wnli"), pairs: true, _accuracy),
    ];

    /// <summary>Answers to questions.</summary>
    public static IReadOnlyList<ComparedTask> Squad { get; } = [new AnswerComparison()];

    private static FineTuningTask TaskOf(string name) => FineTuningTask.All.Single(task => task.Name == name);
}
